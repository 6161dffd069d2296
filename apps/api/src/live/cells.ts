import { noTotals, type ColumnTotals, type TotalsByStage } from '@mekong/domain'

/** The sum of kept cells, or of cards, in one stage and currency. */
export interface Cell {
  readonly stageId: string
  readonly currency: string
  readonly count: number
  readonly amount: string
  readonly weightedAmount: string
}

/** The kept totals of a board, as JSON. `visible` is a condition on the row `t`. */
export const keptCells = (pipelineId: string, visible: string): string =>
  summed(
    `total_cell t where t.pipeline_id = ${pipelineId} and ${visible}`,
    'sum(t.n)',
    'sum(t.amount)',
    'sum(t.weighted)',
  )

/** The same, counted over the cards that a condition on the row `o` lets through. */
export const countedCells = (pipelineId: string, condition: string): string =>
  summed(
    `opportunity o where o.pipeline_id = ${pipelineId} and o.deleted_at is null and ${condition}`,
    'count(*)',
    'coalesce(sum(o.amount), 0)',
    'coalesce(sum(o.amount * o.probability), 0)',
  )

const summed = (rows: string, count: string, amount: string, weighted: string): string =>
  `(select coalesce(json_agg(cell), '[]') from (
    select stage_id as "stageId", currency, (${count})::integer as count,
      trim_scale(${amount})::text as amount, trim_scale(${weighted})::text as "weightedAmount"
    from ${rows}
    group by stage_id, currency having ${count} <> 0 order by stage_id, currency collate "C"
  ) cell)`

export function totalsOf(cells: readonly Cell[]): TotalsByStage {
  const totals = new Map<string, ColumnTotals>()
  for (const { stageId, ...cell } of cells) {
    const { count, byCurrency } = totals.get(stageId) ?? noTotals
    totals.set(stageId, { count: count + cell.count, byCurrency: [...byCurrency, cell] })
  }
  return totals
}
