import { setTimeout as wait } from 'node:timers/promises'
import { unavailable } from '../http/errors.ts'

/** Lost against other writes; the same again may well succeed. */
const conflicts = new Set([
  '40P01', // deadlock
  '40001', // serialisation
  '55P03', // waited too long for a lock
])

/** Somebody else's row got in between looking and inserting: looking again finds it, and the rules refuse it properly. */
const race = '23505'

const mostAttempts = 5
/** Waiting for locks takes seconds: past this, nobody is helped by trying again. */
const patienceMs = 3_000

/**
 * Runs a write, and again when it lost a race; then says that the server is busy, with nothing written. `lost` hears of each
 * race that was lost, by PostgreSQL's code.
 */
export async function retrying<T>(attempt: () => Promise<T>, lost: (code: string) => void = () => {}): Promise<T> {
  const start = performance.now()
  for (let tries = 1; ; tries++)
    try {
      return await attempt()
    } catch (error) {
      const code = codeOf(error)
      const isConflict = code !== undefined && conflicts.has(code)
      if (!isConflict && code !== race) throw error
      lost(code)
      if (tries === mostAttempts || performance.now() - start > patienceMs)
        throw isConflict ? unavailable(error) : error
      // Those who collided must not meet again at the same moment.
      await wait(Math.random() * 10 * 2 ** tries)
    }
}

/** PostgreSQL's code, if the error came from there. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  // The ORM wraps what its own statements throw.
  return 'driverError' in error ? codeOf(error.driverError) : undefined
}

/** Thrown by a write that finds, under its locks, that what it chose them by has changed: it is run again. */
export class Raced extends Error {
  override readonly name = 'Raced'
  readonly code = '40001'
}
