import { isVisible, sightOf, type Acl, type Scope } from '../access/scope.ts'
import type { OpportunityId, StageId } from '../kernel/id.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import type { BoardEvent, BoardEventType } from './apply.ts'
import type { Card } from './board.ts'
import type { Ranked } from './rank.ts'
import { noTotals, withDeltas, type CellDelta, type TotalsByStage } from './totals.ts'

/** One committed change of a board as the feed keeps it: for everybody, before it is cut to a reader. */
export interface BoardChange<C extends Card = Opportunity> {
  readonly seq: number
  readonly type: BoardEventType
  readonly opportunityId: OpportunityId | null
  /** Whom the opportunity concerned before and after; null: it was not on this board, or no longer is. */
  readonly before: Acl | null
  readonly after: Acl | null
  readonly opportunity: C | null
  readonly fromStageId: StageId | null
  readonly toStageId: StageId | null
  /** How the change moved the kept totals. */
  readonly deltas: readonly CellDelta[]
  /** New places of other cards, each with whom it concerns. */
  readonly ranks: readonly (Ranked & Acl)[]
  /** What a bulk change touched. */
  readonly opportunityIds: readonly BulkEntry[]
  readonly touchedStageIds: readonly StageId[]
}

export interface BulkEntry {
  readonly id: OpportunityId
  readonly before: Acl | null
  readonly after: Acl | null
}

/** A change as one reader sees it, with what a sentence about it names. */
export interface SeenEvent<C extends Card = Opportunity> extends BoardEvent<C> {
  readonly fromStageId: StageId | null
  readonly toStageId: StageId | null
}

export interface Cut<C extends Card> {
  /** Null: the reader sees nothing of it. */
  readonly event: SeenEvent<C> | null
  /** The reader's totals right after it. */
  readonly totals: TotalsByStage
}

/**
 * Cuts a change to what a reader sees. `totals` are the reader's before it: changes are cut in order of seq, so that each
 * event says the sums as of itself. What is out of sight is not named: neither the card nor the stage it went to.
 */
export function cutTo<C extends Card>(scope: Scope, change: BoardChange<C>, totals: TotalsByStage): Cut<C> {
  const next = withDeltas(totals, change.deltas, scope)
  const seen = change.opportunityId === null ? seenWhole(scope, change) : seenCard(scope, change, change.opportunityId)
  if (seen === null) return { event: null, totals: next }
  const stageIds = new Set([
    ...(change.opportunityId === null ? change.touchedStageIds : []),
    ...change.deltas.filter((delta) => isFelt(scope, delta)).map((delta) => delta.stageId),
  ])
  const columns = [...stageIds].map((stageId) => ({ stageId, totals: next.get(stageId) ?? noTotals }))
  return { event: { seq: change.seq, columns, ...seen }, totals: next }
}

/** Whether a reader's totals say something else after it: who sees no amounts sees cards come and go, and no more. */
const isFelt = (scope: Scope, delta: CellDelta): boolean =>
  isVisible(scope, delta) && (scope.seesAmounts || delta.n !== 0)

type Seen<C extends Card> = Omit<SeenEvent<C>, 'seq' | 'columns'>

const nothing = { opportunityId: null, card: null, ranks: [], opportunityIds: [], fromStageId: null, toStageId: null }

/** What concerns no single card. */
function seenWhole<C extends Card>(scope: Scope, change: BoardChange<C>): Seen<C> | null {
  const ranks = visibleRanks(scope, change)
  if (change.type === 'COLUMN_RERANKED') return ranks.length > 0 ? { ...nothing, type: change.type, ranks } : null
  if (change.type !== 'BULK_CHANGED') return { ...nothing, type: change.type, ranks }
  const opportunityIds = change.opportunityIds
    .filter((entry) => sightOf(scope, entry.before, entry.after) !== 'NOTHING')
    .map((entry) => entry.id)
  return opportunityIds.length > 0 ? { ...nothing, type: change.type, ranks, opportunityIds } : null
}

function seenCard<C extends Card>(scope: Scope, change: BoardChange<C>, id: OpportunityId): Seen<C> | null {
  const { type, fromStageId, toStageId } = change
  const ranks = visibleRanks(scope, change)
  const seen = { ...nothing, opportunityId: id, ranks }
  switch (sightOf(scope, change.before, change.after)) {
    case 'UPDATE':
      return { ...seen, type, card: change.opportunity, fromStageId, toStageId }
    case 'ENTER':
      return change.before === null
        ? { ...seen, type, card: change.opportunity, toStageId }
        : { ...seen, type: 'OPPORTUNITY_ENTERED', card: change.opportunity }
    case 'LEAVE':
      return change.after === null
        ? { ...seen, type, fromStageId: change.fromStageId }
        : { ...seen, type: 'OPPORTUNITY_LEFT' }
    case 'NOTHING':
      // A card out of sight may still have pushed visible ones aside.
      return ranks.length > 0 ? { ...nothing, type: 'COLUMN_RERANKED', ranks } : null
  }
}

const visibleRanks = <C extends Card>(scope: Scope, change: BoardChange<C>): Ranked[] =>
  change.ranks.filter((entry) => isVisible(scope, entry)).map(({ id, rank }) => ({ id, rank }))
