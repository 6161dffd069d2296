import { setTimeout as wait } from 'node:timers/promises'
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm'
import { lockPatienceMs } from './lock-patience.ts'
import { codeOf } from './retry.ts'

const lock = `hashtext('mekong migrations')`
const lookMs = 200

/** Between tries: first short, since most transactions are, then longer and longer. */
const leastPauseMs = 250
const mostPauseMs = 15_000
/** So long in all: who keeps a table locked for longer does not do so by accident. */
const mostWaitMs = 15 * 60_000

/** A table stayed locked however often a migration asked for it. */
export class TablesLocked extends Error {
  override readonly name = 'TablesLocked'
  constructor(cause: unknown) {
    super('a migration did not get the lock that it needs', { cause })
  }
}

/**
 * Brings the tables to this version. Of nodes that start together on one database, the first does it and the others wait.
 * They look again and again and do not queue: a statement that waits holds a snapshot, and the first node's
 * `create index concurrently` would wait for that in turn, for ever.
 *
 * Others are at work meanwhile, and whoever wants a table queues behind a statement that waits to change it. So that waits
 * for two seconds at most, is undone, and comes again after a pause; `onLocked` hears of each such try.
 */
export async function migrate(data: DataSource, onLocked: (error: unknown) => void = () => {}): Promise<void> {
  const holder = data.createQueryRunner()
  try {
    while (!(await tryLock(holder))) await wait(lookMs)
    try {
      await holder.query(`set lock_timeout = ${lockPatienceMs}`)
      await runPending(data, holder, onLocked)
    } finally {
      await holder.query('reset lock_timeout')
      await holder.query(`select pg_advisory_unlock(${lock})`)
    }
  } finally {
    await holder.release()
  }
}

/** Those that were done stay done: the next try begins with the one that was locked out. */
async function runPending(data: DataSource, runner: QueryRunner, onLocked: (error: unknown) => void): Promise<void> {
  const start = performance.now()
  for (let pause = leastPauseMs; ; pause = Math.min(2 * pause, mostPauseMs))
    try {
      const executor = new MigrationExecutor(data, runner)
      executor.transaction = 'each'
      await executor.executePendingMigrations()
      return
    } catch (error) {
      if (codeOf(error) !== lockTimeout) throw error
      if (performance.now() - start > mostWaitMs) throw new TablesLocked(error)
      onLocked(error)
      await wait(pause)
    }
}

const lockTimeout = '55P03'

async function tryLock(holder: { query(sql: string): Promise<unknown> }): Promise<boolean> {
  const rows = await holder.query(`select pg_try_advisory_lock(${lock}) as is_mine`)
  return Array.isArray(rows) && rows[0]?.is_mine === true
}
