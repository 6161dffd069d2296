import type { Pool } from 'pg'

const runEveryMs = 10 * 60_000
const batch = 5_000

/** How long what is kept for a while is kept. */
export const keptFor = { events: '7 days', idempotencyKeys: '24 hours', ended: '1 day' } as const

/**
 * Forgets what has served its time. Of a board's events, `min_seq` goes up first and rows go afterwards, in batches: who
 * reads meanwhile either finds their next event or learns that it is no longer kept (docs/protocol.md, F4). Any number of
 * nodes may run it at once.
 */
export class Retention {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(
    private readonly pool: Pool,
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.#timer = setInterval(() => (this.#running ??= this.#runQuietly()), runEveryMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  async run(): Promise<void> {
    await this.#raiseMinSeq()
    await this.#inBatches(`delete from board_event where ctid = any(array(
      select e.ctid from board_event e join board_feed f using (pipeline_id) where e.seq < f.min_seq limit ${batch}))`)
    await this.#inBatches(`delete from idempotency_key where ctid = any(array(
      select ctid from idempotency_key where created_at < now() - interval '${keptFor.idempotencyKeys}' limit ${batch}))`)
    for (const table of ['app_session', 'app_verification'])
      await this.#inBatches(`delete from ${table} where ctid = any(array(
        select ctid from ${table} where expires_at < now() - interval '${keptFor.ended}' limit ${batch}))`)
  }

  /** Board by board, each for an instant: whoever writes to a board waits for its counter. */
  async #raiseMinSeq(): Promise<void> {
    const { rows } = await this.pool.query<{ pipeline_id: string; min_seq: string }>(
      `select f.pipeline_id, max(e.seq) + 1 as min_seq from board_feed f join board_event e using (pipeline_id)
       where e.seq >= f.min_seq and e.at < now() - interval '${keptFor.events}' group by f.pipeline_id`,
    )
    for (const due of rows)
      await this.pool.query('update board_feed set min_seq = $2 where pipeline_id = $1 and min_seq < $2', [
        due.pipeline_id,
        due.min_seq,
      ])
  }

  async #inBatches(statement: string): Promise<void> {
    for (;;) {
      const { rowCount } = await this.pool.query(statement)
      if ((rowCount ?? 0) < batch) return
    }
  }

  async #runQuietly(): Promise<void> {
    try {
      await this.run()
    } catch (error) {
      this.onFault(error)
    } finally {
      this.#running = undefined
    }
  }
}
