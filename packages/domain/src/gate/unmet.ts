import type { CriterionId } from '../kernel/id.ts'
import { compare } from '../kernel/money.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import { isMetBy } from './answer.ts'
import type {
  Criterion,
  CriterionPart,
  Demand,
  FillableField,
  Holding,
  NumberField,
  QuotationState,
} from './criterion.ts'

/** What a stage's criteria look at: of the record, and of what was said and done about it. */
export interface Facts {
  readonly opportunity: Pick<
    Opportunity,
    | 'description'
    | 'amount'
    | 'currency'
    | 'probability'
    | 'expectedCloseDate'
    | 'ownerId'
    | 'teamId'
    | 'companyId'
    | 'contactId'
    | 'source'
    | 'medium'
    | 'campaign'
    | 'tags'
  >
  readonly pipelineCurrency: string
  /** By question; one that was withdrawn is not there. */
  readonly answers: ReadonlyMap<CriterionId, string>
  /** How many were done, by type. */
  readonly doneActivities: ReadonlyMap<string, number>
  readonly quotations: ReadonlySet<QuotationState>
}

/** Why a criterion is not met; `packages/words` has a sentence for each. */
export type Shortfall =
  | 'fieldEmpty'
  | 'notAnswered'
  | 'answeredOtherwise'
  | 'activityMissing'
  | 'quotationMissing'
  | 'numberMissing'
  | 'numberTooSmall'
  | 'otherCurrency'
  | 'noneOfGroup'
  | 'partOfGroup'

export interface UnmetPart<P extends CriterionPart = CriterionPart> {
  readonly criterion: P
  readonly shortfall: Shortfall
  /** What is missing within a group. */
  readonly parts: readonly UnmetPart[]
}

export type Unmet = UnmetPart<Criterion>

/** The criteria that these facts leave unmet, in their order. */
export const unmetOf = (criteria: readonly Criterion[], facts: Facts): readonly Unmet[] =>
  criteria.flatMap((criterion) => unmet(criterion, facts))

/** Of a stage's criteria those that hold at a time: what enters meets both kinds. */
export const holdingAt = (criteria: readonly Criterion[], time: Holding): readonly Criterion[] =>
  time === 'ENTERING' ? criteria : criteria.filter(({ holds }) => holds === 'WHILE_IN')

function unmet<P extends CriterionPart>(criterion: P, facts: Facts): UnmetPart<P>[] {
  const parts = criterion.kind === 'GROUP' ? criterion.members.flatMap((member) => unmet(member, facts)) : []
  const shortfall = shortfallOf(criterion, parts, facts)
  return shortfall === null ? [] : [{ criterion, shortfall, parts }]
}

function shortfallOf(demand: Demand & CriterionPart, parts: readonly UnmetPart[], facts: Facts): Shortfall | null {
  switch (demand.kind) {
    case 'FIELD_FILLED':
      return isFilled(demand.field, facts) ? null : 'fieldEmpty'
    case 'QUESTION': {
      const answer = facts.answers.get(demand.id)
      if (isMetBy(demand, answer)) return null
      return answer === undefined ? 'notAnswered' : 'answeredOtherwise'
    }
    case 'ACTIVITY_DONE':
      return (facts.doneActivities.get(demand.activityTypeId) ?? 0) >= demand.atLeast ? null : 'activityMissing'
    case 'QUOTATION':
      return isQuoted(demand.state, facts) ? null : 'quotationMissing'
    case 'NUMBER_AT_LEAST':
      return shortfallOfNumber(demand.field, demand.value, facts)
    case 'GROUP':
      if (demand.mode === 'ALL') return parts.length === 0 ? null : 'partOfGroup'
      return parts.length < demand.members.length ? null : 'noneOfGroup'
  }
}

const keptAs = {
  description: 'description',
  amount: 'amount',
  expectedCloseDate: 'expectedCloseDate',
  owner: 'ownerId',
  team: 'teamId',
  company: 'companyId',
  contact: 'contactId',
  source: 'source',
  medium: 'medium',
  campaign: 'campaign',
  tags: 'tags',
} as const satisfies Record<FillableField, keyof Facts['opportunity']>

function isFilled(field: FillableField, { opportunity }: Facts): boolean {
  const value = opportunity[keptAs[field]]
  return value !== null && value.length > 0
}

/** What was accepted was sent before. */
const isQuoted = (state: QuotationState, { quotations }: Facts): boolean =>
  quotations.has(state) || (state === 'SENT' && quotations.has('ACCEPTED'))

function shortfallOfNumber(field: NumberField, least: string, facts: Facts): Shortfall | null {
  const { opportunity, pipelineCurrency } = facts
  const value = opportunity[field]
  if (value === null) return 'numberMissing'
  if (field === 'amount' && opportunity.currency !== pipelineCurrency) return 'otherCurrency'
  return compare(value, least) >= 0 ? null : 'numberTooSmall'
}
