import { deltasOf, mergeDeltas } from '@mekong/domain'
import { viaServer } from '../data/audit/via.ts'
import type { Sql } from '../data/sql.ts'
import { OpportunityBatch } from '../modules/opportunity/opportunity.batch.ts'
import { keepWords } from '../modules/vocabulary/keep-words.ts'
import type { Sale } from './sales.ts'

/** Writes sales with their past. No board is told: nobody looks yet, and the first event will be the first real one. */
export async function storeSales(sql: Sql, sales: readonly Sale[]): Promise<void> {
  const opportunities = sales.map(({ opportunity }) => opportunity)
  for (const source of new Set(opportunities.flatMap((o) => o.source ?? []))) await keepWords(sql, source, [])
  await keepWords(sql, null, [...new Set(opportunities.flatMap((o) => o.tags))])
  const batch = new OpportunityBatch(sql)
  await batch.insert(opportunities)
  await batch.stays(sales.flatMap(({ stays }) => stays))
  await batch.history(
    sales.flatMap(({ history }) => history),
    viaServer,
  )
  await countTotals(sql, sales)
}

async function countTotals(sql: Sql, sales: readonly Sale[]): Promise<void> {
  const pipelineId = sales[0]?.opportunity.pipelineId
  const cells = mergeDeltas(sales.flatMap(({ opportunity }) => deltasOf(null, opportunity)))
  await sql.count(
    `insert into total_cell (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
     select $1, c."stageId", coalesce(c."teamId", ''), coalesce(c."ownerId", ''), c.currency, c.n, c.amount, c.weighted
     from jsonb_to_recordset($2::jsonb) as c ("stageId" text, "teamId" text, "ownerId" text, currency text, n integer,
       amount numeric, weighted numeric)`,
    [pipelineId, JSON.stringify(cells)],
  )
}
