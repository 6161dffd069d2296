import {
  isId,
  isVisible,
  scopeOf,
  weighted,
  type Company,
  type Contact,
  type LostReason,
  type Money,
  type Opportunity,
  type Stage,
} from '@mekong/domain'
import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql'
import type { MaybePromise } from '../../data/batch.ts'
import { seenAmount } from '../../graphql/amounts.ts'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import { MoneyObject } from '../../graphql/money.object.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import type { Context } from '../../http/context.ts'
import { CompanyObject } from '../company/company.object.ts'
import { ContactObject } from '../contact/contact.object.ts'
import { LostReasonObject } from '../lost-reason/lost-reason.object.ts'
import { PipelineObject } from '../pipeline/pipeline.object.ts'
import type { StoredPipeline } from '../pipeline/pipeline.store.ts'
import { StageObject } from '../pipeline/stage.object.ts'
import type { Team, User } from '../team/person.ts'
import { TeamObject } from '../team/team.object.ts'
import { UserObject } from '../team/user.object.ts'
import { HistoryEntryConnection } from './history-entry.object.ts'
import type { HistoryEntry } from './history-entry.ts'
import { historyList } from './history.list.ts'
import { OpportunityObject } from './opportunity.object.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { StageStayObject } from './stage-stay.object.ts'
import type { StageStay } from './stage-stay.ts'

@Resolver(() => OpportunityObject)
export class OpportunityResolver {
  @Query(() => OpportunityObject, {
    nullable: true,
    description: 'One opportunity; null when there is none with this id, it is deleted, or you may not see it.',
  })
  async opportunity(
    @Ctx() { caller, services }: Context,
    @Arg('id', () => ID, { description: "The opportunity's id." }) id: string,
  ): Promise<Opportunity | null> {
    if (!isId('opportunity', id)) return null
    const [found] = await new OpportunityStore(services.sql).visible([id], scopeOf(caller.actor))
    return found ?? null
  }

  @FieldResolver(() => PipelineObject, { description: 'The pipeline that it goes through.' })
  pipeline(@Root() { pipelineId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<StoredPipeline> {
    return loaders.pipelines.loadKnown(pipelineId)
  }

  @FieldResolver(() => StageObject, { description: 'The stage in which it is.' })
  stage(@Root() { stageId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<Stage> {
    return loaders.stages.loadKnown(stageId)
  }

  @FieldResolver(() => MoneyObject, {
    nullable: true,
    description: 'What it is worth, exactly; null: nobody has said, or you may not see amounts.',
  })
  amount(@Root() { amount, currency }: Opportunity, @Ctx() ctx: Context): Money | null {
    return seenAmount(ctx, 'Opportunity.amount', amount === null ? null : { amount, currency })
  }

  @FieldResolver(() => Float, {
    description: 'The chance of winning, 0 to 1, exact to four digits; 1 when it is won, 0 when it is lost.',
  })
  probability(@Root() { probability }: Opportunity): number {
    return Number(probability)
  }

  @FieldResolver(() => MoneyObject, {
    nullable: true,
    description:
      'The amount times the probability, exact and unrounded; null without an amount, or if you may not see amounts.',
  })
  weightedAmount(@Root() opportunity: Opportunity, @Ctx() ctx: Context): Money | null {
    const amount = weighted(opportunity)
    const { currency } = opportunity
    return seenAmount(ctx, 'Opportunity.weightedAmount', amount === null ? null : { amount, currency })
  }

  @FieldResolver(() => UserObject, { nullable: true, description: "Whose it is; null while it is nobody's." })
  owner(@Root() { ownerId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<User | null> {
    return ownerId === null ? null : loaders.users.load(ownerId)
  }

  @FieldResolver(() => TeamObject, { nullable: true, description: 'The team that shares it.' })
  team(@Root() { teamId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<Team | null> {
    return teamId === null ? null : loaders.teams.load(teamId)
  }

  @FieldResolver(() => CompanyObject, { nullable: true, description: 'The company that would buy.' })
  company(@Root() { companyId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<Company | null> {
    return companyId === null ? null : loaders.companies.load(companyId)
  }

  @FieldResolver(() => ContactObject, { nullable: true, description: 'The person to talk to.' })
  contact(@Root() { contactId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<Contact | null> {
    return contactId === null ? null : loaders.contacts.load(contactId)
  }

  @FieldResolver(() => LostReasonObject, { nullable: true, description: 'Why it is lost; null unless it is.' })
  lostReason(@Root() { lostReasonId }: Opportunity, @Ctx() { loaders }: Context): MaybePromise<LostReason | null> {
    return lostReasonId === null ? null : loaders.lostReasons.load(lostReasonId)
  }

  @FieldResolver(() => [StageStayObject], { description: 'Where it has been and for how long, the first stay first.' })
  async stays(@Root() { id }: Opportunity, @Ctx() { caller, loaders }: Context): Promise<readonly StageStay[]> {
    const found = await loaders.staysOfOpportunity.load(id)
    return found && isVisible(scopeOf(caller.actor), found.acl) ? found.stays : []
  }

  @FieldResolver(() => HistoryEntryConnection, { description: 'Everything that was done to it, the latest first.' })
  history(
    @Root() { id }: Opportunity,
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Connection<HistoryEntry> {
    return list(ctx, historyList(id, scopeOf(ctx.caller.actor)), page)
  }
}
