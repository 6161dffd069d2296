import type { Instant, StageId, UserId } from '@mekong/domain'

/** A stay as it is read. */
export interface StageStay {
  readonly stageId: StageId
  readonly enteredAt: Instant
  readonly leftAt: Instant | null
  readonly seconds: number
  readonly enteredBy: UserId | null
}
