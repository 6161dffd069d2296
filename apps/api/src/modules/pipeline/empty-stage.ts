import { placedIn, rankBetween, type Opportunity, type Stage } from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'
import { OpportunityStore } from '../opportunity/opportunity.store.ts'
import { chunkSize, rewriteChunk } from '../opportunity/rewrite-chunk.ts'

/**
 * Moves the first opportunities of a stage, deleted ones too, to the end of another of its kind, in their order. Both
 * columns are held (`lockColumns`). Gives how many of them boards show.
 */
export async function emptyStage(tx: WriteTx, from: Stage, to: Stage): Promise<number> {
  const inColumn = await tx.sql.rows<{ id: string }>(
    'select id from opportunity where stage_id = $1 order by rank, id limit $2',
    [from.id, chunkSize],
  )
  const ids = inColumn.map(({ id }) => id)
  const locked = await new OpportunityStore(tx.sql).lock(ids)
  let last = await lastRank(tx, to)
  const opportunities = ids.flatMap((id) => {
    const before = locked.get(id)
    // Moved away between the look and the lock.
    if (before?.stageId !== from.id) return []
    const rank = rankBetween(last, null) ?? before.rank
    last = rank
    const after: Opportunity = {
      ...before,
      ...placedIn(before, to, {}, locked.now),
      rank,
      version: before.version + 1,
    }
    return [{ before, after }]
  })
  await rewriteChunk(tx, { kind: 'MOVED', at: locked.now, opportunities })
  return opportunities.filter(({ after }) => after.deletedAt === null).length
}

async function lastRank(tx: WriteTx, stage: Stage): Promise<string | null> {
  const [row] = await tx.sql.rows<{ rank: string | null }>(
    'select max(rank) as rank from opportunity where stage_id = $1',
    [stage.id],
  )
  return row?.rank ?? null
}
