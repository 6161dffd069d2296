import { chanceIn, type Stage } from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'
import { OpportunityStore } from '../opportunity/opportunity.store.ts'
import { chunkSize, rewriteChunk } from '../opportunity/rewrite-chunk.ts'

/** Open opportunities of a stage, deleted ones too, that follow its default chance and do not have the new one yet. */
const following = `stage_id = $1 and status = 'OPEN' and probability_source = 'STAGE' and probability <> $2::numeric`

export async function countToApply(tx: WriteTx, stage: Stage): Promise<number> {
  const [row] = await tx.sql.rows<{ n: number }>(`select count(*)::integer as n from opportunity where ${following}`, [
    stage.id,
    chanceIn(stage),
  ])
  return row?.n ?? 0
}

/** Gives the first of them the stage's chance; what somebody set by hand stays. */
export async function applyChance(tx: WriteTx, stage: Stage): Promise<void> {
  const chance = chanceIn(stage)
  const found = await tx.sql.rows<{ id: string }>(
    `select id from opportunity where ${following} order by rank, id limit $3`,
    [stage.id, chance, chunkSize],
  )
  const locked = await new OpportunityStore(tx.sql).lock(found.map(({ id }) => id))
  const opportunities = found.flatMap(({ id }) => {
    const before = locked.get(id)
    // Moved or set by hand between the look and the lock.
    if (before?.stageId !== stage.id || before.probabilitySource !== 'STAGE' || before.probability === chance) return []
    return [{ before, after: { ...before, probability: chance, version: before.version + 1 } }]
  })
  await rewriteChunk(tx, { kind: 'UPDATED', at: locked.now, opportunities })
}
