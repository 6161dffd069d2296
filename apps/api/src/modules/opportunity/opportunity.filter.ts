import type { AmountReader, OpportunityStatus, ProbabilitySource } from '@mekong/domain'
import { Field, InputType } from 'type-graphql'
import { hiddenAmount } from '../../graphql/amounts.ts'
import {
  CurrencyCodeFilter,
  DateFilter,
  DateTimeFilter,
  DecimalFilter,
  FloatFilter,
  IDFilter,
  OpportunityStatusFilter,
  ProbabilitySourceFilter,
  StringFilter,
  TagsFilter,
} from '../../graphql/comparators.ts'
import { column, compared, related, text, words, type FilterSpec } from '../../graphql/filter.ts'
import { matchesAll } from '../../graphql/search.ts'
import { companyFilter, CompanyFilter } from '../company/company.filter.ts'
import { contactFilter, ContactFilter } from '../contact/contact.filter.ts'
import { lostReasonFilter, LostReasonFilter } from '../lost-reason/lost-reason.filter.ts'
import { pipelineFilter, PipelineFilter, stageFilter, StageFilter } from '../pipeline/pipeline.filter.ts'
import { teamFilter, TeamFilter } from '../team/team.filter.ts'
import { userFilter, UserFilter } from '../team/user.filter.ts'

const by = (description: string) => ({ nullable: true, description })

@InputType('OpportunityFilter', {
  description: 'Which opportunities, among those that you may see; everything that is given must hold.',
})
export class OpportunityFilter {
  @Field(() => [OpportunityFilter], by('All of these hold.'))
  and?: OpportunityFilter[] | null

  @Field(() => [OpportunityFilter], by('At least one of these holds; an empty list matches nothing.'))
  or?: OpportunityFilter[] | null

  @Field(() => OpportunityFilter, by('This does not hold.'))
  not?: OpportunityFilter | null

  @Field(
    () => String,
    by(
      'Every word is in the title, the company, the contact or the external id. Case, accents and đ do not count; three letters or more are found anywhere, one or two at the beginning of a word.',
    ),
  )
  search?: string | null

  @Field(() => IDFilter, by('By id.'))
  id?: IDFilter | null

  @Field(() => StringFilter, by('By title.'))
  title?: StringFilter | null

  @Field(() => StringFilter, by('By description.'))
  description?: StringFilter | null

  @Field(() => StringFilter, by('By the id that it has in another system.'))
  externalId?: StringFilter | null

  @Field(() => IDFilter, by("By the pipeline's id."))
  pipelineId?: IDFilter | null

  @Field(() => IDFilter, by("By the stage's id."))
  stageId?: IDFilter | null

  @Field(() => IDFilter, by("By the owner's id."))
  ownerId?: IDFilter | null

  @Field(() => IDFilter, by("By the team's id."))
  teamId?: IDFilter | null

  @Field(() => IDFilter, by("By the company's id."))
  companyId?: IDFilter | null

  @Field(() => IDFilter, by("By the contact's id."))
  contactId?: IDFilter | null

  @Field(() => IDFilter, by("By the lost reason's id."))
  lostReasonId?: IDFilter | null

  @Field(() => PipelineFilter, by('By its pipeline.'))
  pipeline?: PipelineFilter | null

  @Field(() => StageFilter, by('By its stage.'))
  stage?: StageFilter | null

  @Field(() => UserFilter, by('By its owner.'))
  owner?: UserFilter | null

  @Field(() => TeamFilter, by('By its team.'))
  team?: TeamFilter | null

  @Field(() => CompanyFilter, by('By its company.'))
  company?: CompanyFilter | null

  @Field(() => ContactFilter, by('By its contact.'))
  contact?: ContactFilter | null

  @Field(() => LostReasonFilter, by('By its lost reason.'))
  lostReason?: LostReasonFilter | null

  @Field(() => OpportunityStatusFilter, by('By where it stands.'))
  status?: InstanceType<typeof OpportunityStatusFilter> | null

  @Field(() => DecimalFilter, by('By amount, whatever its currency. FORBIDDEN if you may not see amounts.'))
  amount?: InstanceType<typeof DecimalFilter> | null

  @Field(() => CurrencyCodeFilter, by('By currency.'))
  currency?: InstanceType<typeof CurrencyCodeFilter> | null

  @Field(() => FloatFilter, by('By chance of winning, 0 to 1.'))
  probability?: InstanceType<typeof FloatFilter> | null

  @Field(() => ProbabilitySourceFilter, by('By where its chance comes from.'))
  probabilitySource?: InstanceType<typeof ProbabilitySourceFilter> | null

  @Field(() => DateFilter, by('By the day on which it should close.'))
  expectedCloseDate?: InstanceType<typeof DateFilter> | null

  @Field(() => DateTimeFilter, by('By when it was made.'))
  createdAt?: InstanceType<typeof DateTimeFilter> | null

  @Field(() => DateTimeFilter, by('By when it entered its stage.'))
  stageEnteredAt?: InstanceType<typeof DateTimeFilter> | null

  @Field(() => DateTimeFilter, by('By when it was won or lost.'))
  closedAt?: InstanceType<typeof DateTimeFilter> | null

  @Field(() => StringFilter, by('By source.'))
  source?: StringFilter | null

  @Field(() => StringFilter, by('By medium.'))
  medium?: StringFilter | null

  @Field(() => StringFilter, by('By campaign.'))
  campaign?: StringFilter | null

  @Field(() => TagsFilter, by('By tags.'))
  tags?: TagsFilter | null

  @Field(
    () => Boolean,
    by(
      'True lists only what was deleted in the last 30 days and can be restored; by default deleted ones are left out. Only at the top of a filter it brings them in.',
    ),
  )
  isDeleted?: boolean | null
}

const opportunityFilter: FilterSpec<OpportunityFilter> = {
  search: (search, { alias, params }) => matchesAll(`${alias}.search_text`, search, params),
  id: compared(column('id'), 'text'),
  title: text(column('title'), column('title_folded')),
  description: text(column('description')),
  externalId: text(column('external_id')),
  pipelineId: compared(column('pipeline_id'), 'text'),
  stageId: compared(column('stage_id'), 'text'),
  ownerId: compared(column('owner_id'), 'text'),
  teamId: compared(column('team_id'), 'text'),
  companyId: compared(column('company_id'), 'text'),
  contactId: compared(column('contact_id'), 'text'),
  lostReasonId: compared(column('lost_reason_id'), 'text'),
  pipeline: related('pipeline', 'pipeline_id', () => pipelineFilter),
  stage: related('stage', 'stage_id', () => stageFilter),
  owner: related('app_user', 'owner_id', () => userFilter),
  team: related('team', 'team_id', () => teamFilter),
  company: related('company', 'company_id', () => companyFilter),
  contact: related('contact', 'contact_id', () => contactFilter),
  lostReason: related('lost_reason', 'lost_reason_id', () => lostReasonFilter),
  status: compared<OpportunityStatus>(column('status'), 'text'),
  amount: compared(column('amount'), 'numeric'),
  currency: compared(column('currency'), 'text'),
  probability: compared<number>(column('probability'), 'numeric'),
  probabilitySource: compared<ProbabilitySource>(column('probability_source'), 'text'),
  expectedCloseDate: compared(column('expected_close_date'), 'date'),
  createdAt: compared(column('created_at'), 'timestamptz'),
  stageEnteredAt: compared(column('stage_entered_at'), 'timestamptz'),
  closedAt: compared(column('closed_at'), 'timestamptz'),
  source: text(column('source')),
  medium: text(column('medium')),
  campaign: text(column('campaign')),
  tags: words(column('tags')),
  isDeleted: (isDeleted, { alias }) => `${alias}.deleted_at is ${isDeleted ? 'not ' : ''}null`,
}

/** As this reader may use it. */
export const opportunityFilterFor = ({ seesAmounts }: AmountReader): FilterSpec<OpportunityFilter> =>
  seesAmounts ? opportunityFilter : { ...opportunityFilter, amount: hiddenAmount('OpportunityFilter.amount') }
