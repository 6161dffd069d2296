import type { Stage } from '@mekong/domain'
import type { BoardCard } from '../feed/board-card.ts'

export interface Stay {
  readonly days: number
  readonly isLate: boolean
  /** The stage's yardstick in days; null: a card may stay as long as it likes. */
  readonly limit: number | null
}

const day = 86_400_000

/** How long a card has been in its stage, and whether that is too long. The clock has no writer: every client reckons. */
export function stayOf(card: Pick<BoardCard, 'status' | 'stageEnteredAt'>, stage: Stage | undefined, now: Date): Stay {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(card.stageEnteredAt)) / day))
  const limit = stage?.rottenAfterDays ?? null
  return { days, limit, isLate: card.status === 'OPEN' && limit !== null && days > limit }
}
