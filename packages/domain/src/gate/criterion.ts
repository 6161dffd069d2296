import type { CriterionId, StageId } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Decimal } from '../kernel/money.ts'

/** When a stage asks for a criterion: of what enters it, or of what is in it as well. */
export type Holding = 'ENTERING' | 'WHILE_IN'

export type AnswerType = 'YES_NO' | 'CHOICE' | 'TEXT' | 'NUMBER' | 'DATE'

export type GroupMode = 'ALL' | 'ANY'

/** What an administrator can ask to be filled in. */
export const fillableFields = [
  'description',
  'amount',
  'expectedCloseDate',
  'owner',
  'team',
  'company',
  'contact',
  'source',
  'medium',
  'campaign',
  'tags',
] as const
export type FillableField = (typeof fillableFields)[number]

/** Numbers of which there can be too little. An amount is one in the pipeline's currency. */
export const numberFields = ['amount', 'probability'] as const
export type NumberField = (typeof numberFields)[number]

export type QuotationState = 'SENT' | 'ACCEPTED'

/** One of the answers that a question offers; `key` stands for it in the API. */
export interface Choice {
  readonly key: string
  readonly name: Readonly<Record<Locale, string>>
}

/** What is asked for. */
export type Demand =
  | { readonly kind: 'FIELD_FILLED'; readonly field: FillableField }
  | { readonly kind: 'QUESTION'; readonly answerType: AnswerType; readonly choices: readonly Choice[] }
  | { readonly kind: 'ACTIVITY_DONE'; readonly activityTypeId: string; readonly atLeast: number }
  | { readonly kind: 'QUOTATION'; readonly state: QuotationState }
  | { readonly kind: 'NUMBER_AT_LEAST'; readonly field: NumberField; readonly value: Decimal }
  | { readonly kind: 'GROUP'; readonly mode: GroupMode; readonly members: readonly CriterionPart[] }

export type CriterionKind = Demand['kind']

/** A demand with a name to call it by; those of a group hold when the group does. */
export type CriterionPart = Demand & {
  readonly id: CriterionId
  readonly name: Readonly<Record<Locale, string>>
  readonly help: Readonly<Record<Locale, string | null>>
}

/** A fact that a stage asks of what is in it. */
export type Criterion = CriterionPart & {
  readonly stageId: StageId
  readonly holds: Holding
  /** Whether somebody with the right to can let an opportunity pass all the same. */
  readonly isOverridable: boolean
}

/** A criterion and everything within it. */
export const partsOf = (part: CriterionPart): readonly CriterionPart[] =>
  part.kind === 'GROUP' ? [part, ...part.members.flatMap(partsOf)] : [part]
