import type { AuditStep } from '@mekong/domain'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { seenStep } from '../../graphql/amounts.ts'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { OrderBy } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import type { Context } from '../../http/context.ts'
import { ApiKeyObject } from '../api-key/api-key.object.ts'
import type { ApiKey } from '../api-key/api-key.ts'
import { labelOf } from '../node/label.ts'
import { FieldChangeObject } from '../opportunity/history-entry.object.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { AuditOutcomeEnum, type AuditOutcome } from './audit-action.object.ts'
import { AuditEntryConnection, AuditEntryObject } from './audit-entry.object.ts'
import type { AuditEntry } from './audit-entry.ts'
import { AuditFilter, AuditOrder, type AuditOrderField } from './audit.filter.ts'
import { auditList } from './audit.list.ts'

@Resolver(() => AuditEntryObject)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description:
      'Who did or tried what, when and from where: every mutation, every sign-in, and what administrators were refused. For administrators, whatever their visibility.',
  })
  auditLog(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => AuditFilter, { nullable: true, description: 'Which entries.' }) filter: AuditFilter | null,
    @Arg('orderBy', () => [AuditOrder], {
      nullable: true,
      description: 'In which order; the latest first unless given.',
    })
    orderBy: OrderBy<AuditOrderField>[] | null,
  ): Connection<AuditEntry> {
    return list(ctx, auditList({ locale: ctx.locale, filter, orderBy }), page)
  }

  @FieldResolver(() => UserObject, {
    nullable: true,
    description: 'Who; null where nobody known did it, as at a refused sign-in, or the server by itself.',
  })
  async actor(@Root() { actorId }: AuditEntry, @Ctx() { loaders }: Context): Promise<User | null> {
    return actorId === null ? null : loaders.users.load(actorId)
  }

  @FieldResolver(() => ApiKeyObject, { nullable: true, description: 'The API key that it came by, if one.' })
  async apiKey(@Root() { viaId }: AuditEntry, @Ctx() { loaders }: Context): Promise<ApiKey | null> {
    return viaId === null ? null : loaders.apiKeys.load(viaId)
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The session that it came by, if one.' })
  sessionId(@Root() { viaId }: AuditEntry): string | null {
    return viaId?.startsWith('ses_') === true ? viaId : null
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What `subjectId` stands for now: a name or title in the caller's language; null if nothing is left.",
  })
  async subjectLabel(@Root() { subjectId }: AuditEntry, @Ctx() ctx: Context): Promise<string | null> {
    return subjectId === null ? null : labelOf(ctx, subjectId)
  }

  @FieldResolver(() => [FieldChangeObject], {
    description:
      'Which fields changed, and how; of something new or deleted all that it had. Of an amount only that it changed, if you may not see amounts.',
  })
  changes(@Root() { changes }: AuditEntry, @Ctx() ctx: Context): readonly AuditStep[] {
    return changes.map((step) => seenStep(ctx, step))
  }

  @FieldResolver(() => AuditOutcomeEnum, { description: 'What came of it.' })
  outcome(@Root() { refusal }: AuditEntry): AuditOutcome {
    return refusal === null ? 'DONE' : 'REFUSED'
  }
}
