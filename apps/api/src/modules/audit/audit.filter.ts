import { auditActions, type AuditAction } from '@mekong/domain'
import { Field, InputType } from 'type-graphql'
import { DateTimeFilter, equalityFilter, IDFilter, type EqualityFilter } from '../../graphql/comparators.ts'
import { column, compared, type Condition, type FilterSpec } from '../../graphql/filter.ts'
import { describedOrder, orderInput } from '../../graphql/order.inputs.ts'
import type { OrderSpec } from '../../graphql/order.ts'
import { AuditActionEnum, AuditOutcomeEnum, type AuditOutcome } from './audit-action.object.ts'

const AuditActionFilter = equalityFilter<AuditAction>('AuditActionFilter', 'what was done', () => AuditActionEnum)
const AuditOutcomeFilter = equalityFilter<AuditOutcome>('AuditOutcomeFilter', 'what came of it', () => AuditOutcomeEnum)

@InputType('AuditFilter', { description: 'Which entries; everything that is given must hold.' })
export class AuditFilter {
  @Field(() => [AuditFilter], { nullable: true, description: 'All of these hold.' })
  and?: AuditFilter[] | null

  @Field(() => [AuditFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: AuditFilter[] | null

  @Field(() => AuditFilter, { nullable: true, description: 'This does not hold.' })
  not?: AuditFilter | null

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when.' })
  at?: InstanceType<typeof DateTimeFilter> | null

  @Field(() => IDFilter, { nullable: true, description: 'By the person who did it.' })
  actorId?: IDFilter | null

  @Field(() => IDFilter, { nullable: true, description: 'By the session or API key that it came by.' })
  viaId?: IDFilter | null

  @Field(() => IDFilter, { nullable: true, description: 'By what it was done to.' })
  subjectId?: IDFilter | null

  @Field(() => AuditActionFilter, { nullable: true, description: 'By what was done.' })
  action?: InstanceType<typeof AuditActionFilter> | null

  @Field(() => AuditOutcomeFilter, { nullable: true, description: 'By what came of it.' })
  outcome?: InstanceType<typeof AuditOutcomeFilter> | null
}

/** What is done to opportunities stands in their history, everything else in the audit: a refusal too. */
const ofHistory: ReadonlySet<AuditAction> = new Set(
  auditActions.filter((action) => action.endsWith('_OPPORTUNITY') || action === 'IMPORT_OPPORTUNITIES'),
)

/** Who asks for certain actions that no history has leaves the histories unread, which are most of the log. */
const action: Condition<EqualityFilter<AuditAction>> = (filter, place) => {
  const condition = compared<AuditAction>(column('action'), 'text')(filter, place)
  const asked = [...(filter.eq ? [filter.eq] : []), ...(filter.in ?? [])]
  const isOfAudit = asked.length > 0 && !asked.some((one) => ofHistory.has(one))
  return isOfAudit ? `(not ${place.alias}.of_history and ${condition})` : condition
}

export const auditFilter: FilterSpec<AuditFilter> = {
  at: compared(column('at'), 'timestamptz'),
  actorId: compared(column('actor_id'), 'text'),
  viaId: compared(column('via_id'), 'text'),
  subjectId: compared(column('subject_id'), 'text'),
  action,
  outcome: compared((alias) => `(case when ${alias}.refusal is null then 'DONE' else 'REFUSED' end)`, 'text'),
}

export type AuditOrderField = 'AT'
export const AuditOrderFieldEnum = describedOrder<AuditOrderField>('AuditOrderField', 'the audit log', {
  AT: 'By when it was done.',
})
export const AuditOrder = orderInput<AuditOrderField>('AuditOrder', 'the audit log', () => AuditOrderFieldEnum)
export const auditOrder: OrderSpec<AuditOrderField> = {
  AT: { value: 'l.at', type: 'timestamptz', isNullable: false },
}
