import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import type { Word } from './word.ts'

@ObjectType('Source', {
  implements: NodeObject,
  description: 'Where opportunities come from, as people once wrote it.',
  simpleResolvers: true,
})
export class SourceObject extends NodeObject implements Word {
  @Field(() => String, { description: 'The word.' })
  name!: string
}

@ObjectType('Tag', {
  implements: NodeObject,
  description: 'A word that marks opportunities, as people once wrote it.',
  simpleResolvers: true,
})
export class TagObject extends NodeObject implements Word {
  @Field(() => String, { description: 'The word.' })
  name!: string
}

export const SourceConnection = connectionOf('Source', () => SourceObject, 'sources')
export const TagConnection = connectionOf('Tag', () => TagObject, 'tags')
