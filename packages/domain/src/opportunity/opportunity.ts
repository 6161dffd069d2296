import type { Day, Instant } from '../kernel/clock.ts'
import type {
  CompanyId,
  ContactId,
  LostReasonId,
  OpportunityId,
  PipelineId,
  StageId,
  TeamId,
  UserId,
} from '../kernel/id.ts'
import type { CurrencyCode, Decimal } from '../kernel/money.ts'
import { multiply } from '../kernel/money.ts'
import type { Acl } from '../access/scope.ts'
import type { StageKind } from '../pipeline/stage.ts'

/** Decided by the kind of the stage it is in. Deleted is something else. */
export type OpportunityStatus = 'OPEN' | 'WON' | 'LOST'

/** Where a probability comes from: its stage's default, or somebody's hand until the next stage. */
export type ProbabilitySource = 'STAGE' | 'MANUAL'

/** One possible sale. */
export interface Opportunity extends Acl {
  readonly id: OpportunityId
  readonly pipelineId: PipelineId
  readonly stageId: StageId
  readonly status: OpportunityStatus
  readonly title: string
  readonly description: string | null
  readonly amount: Decimal | null
  readonly currency: CurrencyCode
  readonly probability: Decimal
  readonly probabilitySource: ProbabilitySource
  readonly ownerId: UserId | null
  readonly teamId: TeamId | null
  readonly companyId: CompanyId | null
  readonly contactId: ContactId | null
  readonly source: string | null
  readonly medium: string | null
  readonly campaign: string | null
  readonly tags: readonly string[]
  readonly expectedCloseDate: Day | null
  readonly externalId: string | null
  readonly lostReasonId: LostReasonId | null
  readonly lostNote: string | null
  /** The open stage that it left when it was closed: reopening returns there. */
  readonly reopenStageId: StageId | null
  /** Place in its column: an integer; order is (rank, id). */
  readonly rank: string
  /** Counts edits of its own fields. Rank does not count. */
  readonly version: number
  readonly stageEnteredAt: Instant
  readonly createdAt: Instant
  readonly closedAt: Instant | null
  readonly deletedAt: Instant | null
}

/** Fields whose changes a history keeps and a version counts. */
export const trackedFields = [
  'title',
  'description',
  'pipelineId',
  'stageId',
  'status',
  'amount',
  'currency',
  'probability',
  'probabilitySource',
  'ownerId',
  'teamId',
  'companyId',
  'contactId',
  'source',
  'medium',
  'campaign',
  'tags',
  'expectedCloseDate',
  'externalId',
  'lostReasonId',
  'lostNote',
  'closedAt',
  'deletedAt',
] as const satisfies readonly (keyof Opportunity)[]

export type TrackedField = (typeof trackedFields)[number]

export const weighted = (of: Pick<Opportunity, 'amount' | 'probability'>): Decimal | null =>
  of.amount === null ? null : multiply(of.amount, of.probability)

export const statusOf = (kind: StageKind): OpportunityStatus => kind
