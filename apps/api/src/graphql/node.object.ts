import { kindOfId, type IdKind } from '@mekong/domain'
import { Field, ID, InterfaceType } from 'type-graphql'

/** The GraphQL type behind each kind of id; kinds without one are no nodes. */
const typeOfKind: Partial<Record<IdKind, string>> = {
  opportunity: 'Opportunity',
  pipeline: 'Pipeline',
  stage: 'Stage',
  user: 'User',
  team: 'Team',
  company: 'Company',
  contact: 'Contact',
  lostReason: 'LostReason',
  source: 'Source',
  tag: 'Tag',
  apiKey: 'ApiKey',
  invitation: 'Invitation',
}

@InterfaceType('Node', {
  description: 'Anything that can be read by its id alone, with `node` or `nodes`.',
  resolveType: ({ id }: { id: string }) => {
    const kind = kindOfId(id)
    return kind && typeOfKind[kind]
  },
})
export abstract class NodeObject {
  @Field(() => ID, { description: 'Its id: opaque, typed and sortable by age, unique in the organisation.' })
  id!: string
}
