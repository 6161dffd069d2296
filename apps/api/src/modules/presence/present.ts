import type { Instant, OpportunityId, UserId } from '@mekong/domain'

/** What somebody is doing on a board. */
export type PresenceDoing = 'VIEWING' | 'DRAGGING' | 'EDITING'

/** Somebody on a board as a certain reader sees them. */
export interface Present {
  readonly userId: UserId
  readonly doing: PresenceDoing
  readonly opportunityId: OpportunityId | null
  readonly field: string | null
  readonly since: Instant
}
