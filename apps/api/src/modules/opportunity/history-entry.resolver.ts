import type { FieldChange } from '@mekong/domain'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { seenStep } from '../../graphql/amounts.ts'
import type { Context } from '../../http/context.ts'
import { labelOfStep } from '../node/label.ts'
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
    return labelOfStep(ctx, field, before)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What `after` stands for, where it is an id: a name in the caller's language.",
  })
  afterLabel(@Root() { field, after }: FieldChangeObject, @Ctx() ctx: Context): Promise<string | null> {
    return labelOfStep(ctx, field, after)
  }
}
