import type { QueryRunner } from 'typeorm'

/** How long a statement of a migration waits for a lock, with everybody else queueing behind it. */
export const lockPatienceMs = 2_000

/**
 * For `create index concurrently` and the like: they let others work while they wait, for as long as the oldest
 * transaction lasts, and would begin anew after every interruption.
 */
export async function concurrently(run: QueryRunner, statement: string): Promise<void> {
  await run.query('set lock_timeout = 0')
  try {
    await run.query(statement)
  } finally {
    await run.query(`set lock_timeout = ${lockPatienceMs}`)
  }
}
