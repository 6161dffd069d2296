import type { Opportunity, UserId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { OpportunityStore } from '../opportunity/opportunity.store.ts'
import { chunkSize, rewriteChunk } from '../opportunity/rewrite-chunk.ts'

/**
 * Gives what somebody who left still has open to whoever takes over, chunk by chunk, each a write of its own: others
 * never wait long, and whoever dies in between leaves whole chunks. What was deleted goes along, since it may come back.
 * Ends when nothing is left or when the time is up, and says which.
 */
export async function handOver(writes: Writes, caller: Writer, leaverId: UserId, until = Infinity): Promise<boolean> {
  while (await handOverChunk(writes, caller, leaverId)) if (performance.now() > until) return false
  return true
}

/** Whether there may be more. */
async function handOverChunk(writes: Writes, caller: Writer, leaverId: UserId): Promise<boolean> {
  const request = { caller, operation: 'handOver', clientMutationId: null, input: null }
  const written = await writes.run<boolean, never>(request, async (tx) => {
    // One at a time, and whoever came second finds nothing left to do.
    await tx.sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`hand over ${leaverId}`])
    const successorId = await successorOf(tx.sql, leaverId)
    const ids = successorId === null ? [] : await openOf(tx.sql, leaverId)
    if (successorId === null || ids.length === 0) return { commit: false }
    const locked = await new OpportunityStore(tx.sql).lock(ids)
    const opportunities = ids.flatMap((id) => {
      const before = locked.get(id)
      // Given away or closed between the look and the lock.
      if (before?.ownerId !== leaverId || before.status !== 'OPEN') return []
      const after: Opportunity = { ...before, ownerId: successorId, version: before.version + 1 }
      return [{ before, after }]
    })
    for (const ofBoard of Map.groupBy(opportunities, ({ before }) => before.pipelineId).values())
      await rewriteChunk(tx, { kind: 'UPDATED', at: locked.now, opportunities: ofBoard })
    return { commit: true }
  })
  return written.kind === 'written' && written.outcome
}

async function openOf(sql: Sql, ownerId: UserId): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `select id from opportunity where owner_id = $1 and status = 'OPEN' order by pipeline_id, id limit $2`,
    [ownerId, chunkSize],
  )
  return rows.map(({ id }) => id)
}

/** Who takes over may have left as well: then whoever takes over from them. Null: nobody was named, or all are gone. */
async function successorOf(sql: Sql, leaverId: UserId): Promise<UserId | null> {
  const [row] = await sql.rows<{ id: string }>(
    `with recursive chain as (
       select id, is_active, successor_id, 0 as nth from app_user where id = $1 and not is_active
       union
       select u.id, u.is_active, u.successor_id, c.nth + 1 from chain c join app_user u on u.id = c.successor_id
       where not c.is_active and c.nth < 100
     ) select id from chain where is_active order by nth limit 1`,
    [leaverId],
  )
  return row?.id ?? null
}
