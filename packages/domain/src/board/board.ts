import type { OpportunityId, PipelineId, StageId } from '../kernel/id.ts'
import { byPlace } from './rank.ts'
import { noTotals, type ColumnTotals } from './totals.ts'

/** What the reducer needs of a card; a client's cards carry more, and come back untouched. */
export interface Card {
  readonly id: OpportunityId
  readonly stageId: StageId
  readonly rank: string
  readonly version: number
}

export interface Column<C extends Card> {
  readonly stageId: StageId
  /** Over all cards of the column, loaded or not. */
  readonly totals: ColumnTotals
  /** The loaded ones: always the first of the column, in order. */
  readonly cards: readonly C[]
  /** Cards lie beyond the last loaded one. */
  readonly hasMore: boolean
}

/** A reader's board at one position of its feed. */
export interface Board<C extends Card> {
  readonly pipelineId: PipelineId
  readonly seq: number
  readonly columns: ReadonlyMap<StageId, Column<C>>
  /** Columns whose cards must be read again (an import, a bulk change), with the seq from which they are due. */
  readonly staleColumns: ReadonlyMap<StageId, number>
  /** The seq of the last change of stages or settings that is not read yet. */
  readonly staleSetup: number | null
}

export function makeBoard<C extends Card>(snapshot: {
  pipelineId: PipelineId
  seq: number
  columns: readonly { stageId: StageId; totals: ColumnTotals; cards: readonly C[]; hasMore: boolean }[]
}): Board<C> {
  return {
    pipelineId: snapshot.pipelineId,
    seq: snapshot.seq,
    columns: new Map(
      snapshot.columns.map((column) => [column.stageId, { ...column, cards: column.cards.toSorted(byPlace) }]),
    ),
    staleColumns: new Map(),
    staleSetup: null,
  }
}

export const emptyColumn = <C extends Card>(stageId: StageId): Column<C> => ({
  stageId,
  totals: noTotals,
  cards: [],
  hasMore: false,
})

/** Where a card is loaded, or undefined. */
export function findCard<C extends Card>(board: Board<C>, id: OpportunityId): C | undefined {
  for (const column of board.columns.values()) {
    const card = column.cards.find((c) => c.id === id)
    if (card) return card
  }
  return undefined
}
