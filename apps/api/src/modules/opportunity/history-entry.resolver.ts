import { lostReasonName, stageName, type FieldChange } from '@mekong/domain'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { seenStep } from '../../graphql/amounts.ts'
import type { Context } from '../../http/context.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { FieldChangeObject, HistoryEntryObject } from './history-entry.object.ts'
import type { HistoryEntry } from './history-entry.ts'

@Resolver(() => HistoryEntryObject)
export class HistoryEntryResolver {
  @FieldResolver(() => UserObject, { nullable: true, description: 'Who did it.' })
  async actor(@Root() { actorId }: HistoryEntry, @Ctx() { loaders }: Context): Promise<User | null> {
    return actorId === null ? null : loaders.users.load(actorId)
  }

  @FieldResolver(() => [FieldChangeObject], {
    description: 'Which fields changed, and how; of an amount only that it did, if you may not see amounts.',
  })
  changes(@Root() { changes }: HistoryEntry, @Ctx() ctx: Context): readonly FieldChange[] {
    return changes.map((step) => seenStep(ctx, step))
  }
}

@Resolver(() => FieldChangeObject)
export class FieldChangeResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "What `before` stands for, where it is an id: a name in the caller's language.",
  })
  beforeLabel(@Root() { field, before }: FieldChangeObject, @Ctx() ctx: Context): Promise<string | null> {
    return labelOf(ctx, field, before)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What `after` stands for, where it is an id: a name in the caller's language.",
  })
  afterLabel(@Root() { field, after }: FieldChangeObject, @Ctx() ctx: Context): Promise<string | null> {
    return labelOf(ctx, field, after)
  }
}

/** The present name of what an id stands for; null where it is no id, or names nothing any more. */
async function labelOf({ loaders, locale }: Context, field: FieldChangeObject['field'], id: string | null) {
  if (id === null) return null
  switch (field) {
    case 'pipelineId':
      return (await loaders.pipelines.load(id))?.name ?? null
    case 'stageId': {
      const stage = await loaders.stages.load(id)
      return stage && stageName(stage, locale)
    }
    case 'ownerId':
      return (await loaders.users.load(id))?.name ?? null
    case 'teamId':
      return (await loaders.teams.load(id))?.name ?? null
    case 'companyId':
      return (await loaders.companies.load(id))?.name ?? null
    case 'contactId':
      return (await loaders.contacts.load(id))?.name ?? null
    case 'lostReasonId': {
      const reason = await loaders.lostReasons.load(id)
      return reason && lostReasonName(reason, locale)
    }
    default:
      return null
  }
}
