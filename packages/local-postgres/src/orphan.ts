// What a kill -9 leaves behind: a server without its Mekong, or a lock file without its server.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isErrno, LocalPostgresError } from './errors.ts'
import { identify, isRunning } from './processes.ts'

export type Postmaster = {
  pid: number
  /** False when the process number now belongs to a stranger, or to nobody. */
  isServing: boolean
  isReady: boolean
  socketFolder: string
}

/**
 * Reads the file that a running PostgreSQL keeps in its data folder; its lines: process, folder, start, port, socket
 * folder, address, shared memory, status.
 */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
  const pid = Number(lines[0])
  const isServing = identify(pid)?.command.includes(folderArguments(dataDir).join(' ')) === true
  return { pid, isServing, isReady: isServing && lines[7]?.trim() === 'ready', socketFolder: lines[4] ?? '' }
}

/** How the server's command line names its data folder; the next option keeps `/data` from being found in `/data2`. */
export const folderArguments = (dataDir: string) => ['-D', dataDir, '-k']

/** Call it only as the owner of the data folder (ownership.ts): then whatever still runs on it is an orphan. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const postmaster = readPostmaster(dataDir)
  if (!postmaster?.isServing || (await stopServer(postmaster.pid))) return
  throw new LocalPostgresError(
    'in-use',
    `A PostgreSQL that was left running on ${dataDir} does not stop: end process ${postmaster.pid} and start again.`,
  )
}

/** False when it did not stop, whatever was tried. */
export async function stopServer(pid: number): Promise<boolean> {
  process.kill(pid, 'SIGTERM') // "smart": lets those go who are just leaving, without a complaint in their logs
  if (await isGone(pid, 500)) return true
  process.kill(pid, 'SIGINT') // "fast": ends sessions, writes what is due
  if (await isGone(pid, 20_000)) return true
  process.kill(pid, 'SIGQUIT') // "immediate": the next start replays the log; nothing committed is lost
  return isGone(pid, 10_000)
}

async function isGone(pid: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (isRunning(pid)) {
    if (performance.now() > end) return false
    await wait(10)
  }
  return true
}
