import { parseDecimal, type ColumnTotals, type Pipeline, type Stage } from '@mekong/domain'
import type { BoardColumnFragment, ColumnTotalsFragment, PipelineFragment } from '@mekong/schema/documents'
import { cardOf, type BoardCard } from './board-card.ts'

/** A column as one answer of the server has it. */
export interface ColumnReading {
  readonly stageId: string
  readonly totals: ColumnTotals
  readonly cards: readonly BoardCard[]
  readonly hasMore: boolean
  /** Where the next page begins; null when nothing was read. */
  readonly endCursor: string | null
}

/** Columns of one board at one position of its feed. */
export interface BoardReading {
  readonly seq: number
  readonly pipeline: Pipeline
  readonly columns: readonly ColumnReading[]
}

/** Who may not see amounts gets none: the sums count nothing then, and no screen shows them. */
export const totalsOf = (totals: ColumnTotalsFragment): ColumnTotals => ({
  count: totals.count,
  byCurrency: totals.byCurrency.map(({ currency, count, amount, weightedAmount }) => ({
    currency,
    count,
    amount: amount ?? '0',
    weightedAmount: weightedAmount ?? '0',
  })),
})

export const columnOf = (column: BoardColumnFragment): ColumnReading => ({
  stageId: column.stage.id,
  totals: totalsOf(column.totals),
  cards: column.opportunities.nodes.map(cardOf),
  hasMore: column.opportunities.pageInfo.hasNextPage,
  endCursor: column.opportunities.pageInfo.endCursor,
})

export const pipelineOf = (pipeline: PipelineFragment): Pipeline => ({
  id: pipeline.id,
  name: pipeline.name,
  currency: pipeline.currency,
  stages: pipeline.stages
    .map((stage): Stage => ({
      id: stage.id,
      pipelineId: pipeline.id,
      name: stage.name,
      // The wire has the name in the reader's language already.
      presetKey: null,
      kind: stage.kind,
      color: stage.color,
      probability: parseDecimal(stage.probability.toFixed(4)) ?? '0',
      position: stage.position,
      isFolded: stage.isFolded,
      rottenAfterDays: stage.rottenAfterDays,
    }))
    .toSorted((a, b) => a.position - b.position),
})

export const readingOf = (board: {
  readonly seq: number
  readonly pipeline: PipelineFragment
  readonly columns: readonly BoardColumnFragment[]
}): BoardReading => ({
  seq: board.seq,
  pipeline: pipelineOf(board.pipeline),
  columns: board.columns.map(columnOf),
})
