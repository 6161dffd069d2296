import { readdirSync, readFileSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { openDataFolder, prepareCluster } from './data-folder.ts'
import { isErrno } from './errors.ts'
import { stopServer } from './orphan.ts'
import { launch } from './server.ts'
import { makeSocketFolder, removeSocketFolder, socketUrl } from './sockets.ts'
import { startCleaner } from './temporary.ts'
import { unprivileged } from './unprivileged.ts'

/**
 * A durable server for tests that break it. Nobody starts it again but the test: it can be killed, stopped at once, frozen
 * and thawed, and comes back on the same address.
 */
export interface BreakablePostgres {
  url: (database: string) => string
  readonly pid: number
  start: () => Promise<void>
  /** `SIGQUIT` is PostgreSQL's immediate stop, `SIGKILL` what a machine does when memory runs out. */
  kill: (signal: 'SIGQUIT' | 'SIGKILL') => Promise<void>
  /** Stops the clock of the server and of everything it has started; `thaw` lets them go on. */
  freeze: () => void
  thaw: () => void
  stop: () => Promise<void>
}

/** Starts one in a folder, which is cleared away with it, however this process ends. */
export async function breakablePostgres(place: string): Promise<BreakablePostgres> {
  const binaries = await findBinaries()
  const folder = openDataFolder(join(place, 'data'))
  const cleaner = startCleaner(place)
  const identity = unprivileged(binaries.postgres, folder)
  prepareCluster(folder, binaries, identity, true)
  const socketFolder = makeSocketFolder(folder, identity)
  let server: ChildProcess | undefined
  const isUp = () => server !== undefined && server.exitCode === null && server.signalCode === null
  const pid = () => server?.pid ?? 0
  const signalAll = (signal: NodeJS.Signals) => {
    for (const one of [pid(), ...childrenOf(pid())])
      try {
        process.kill(one, signal)
      } catch (error) {
        if (!isErrno(error, 'ESRCH')) throw error // it ended meanwhile
      }
  }
  const start = async () => {
    server = await launch({ binaries, identity, dataDir: folder, socketFolder, isDurable: true, log: () => {} })
  }
  await start()
  return {
    url: (database) => socketUrl(socketFolder, database),
    get pid() {
      return pid()
    },
    start,
    kill: async (signal) => {
      const dying = server
      if (dying === undefined || !isUp()) return
      const gone = new Promise((resolve) => dying.once('exit', resolve))
      dying.kill(signal)
      await gone
    },
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    stop: async () => {
      if (isUp()) {
        signalAll('SIGCONT')
        await stopServer(pid())
      }
      removeSocketFolder(socketFolder)
      await cleaner.finish()
    },
  }
}

/** Of Linux alone, where the tests with faults run. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined // it ended meanwhile
  }
}
