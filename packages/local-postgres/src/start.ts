import { setTimeout as wait } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { openDataFolder, prepareCluster, writable } from './data-folder.ts'
import { readPostmaster, stopOrphan } from './orphan.ts'
import { claim, ownerOf, release } from './ownership.ts'
import { launch } from './server.ts'
import { supervise } from './supervise.ts'
import { makeSocketFolder, removeSocketFolder, socketUrl } from './sockets.ts'
import { unprivileged } from './unprivileged.ts'

export type LocalPostgres = {
  /** The address of a database of this server, for `pg` and what builds on it. `postgres` always exists. */
  url: (database: string) => string
  stop: () => Promise<void>
}

export type Options = {
  dataDir: string
  /** False makes commits fast and a power cut fatal: for tests. */
  durable?: boolean
  log?: (line: string) => void
  /** The server died and could not be brought back. */
  onLost?: (error: Error) => void
}

/** Starts the server on its data folder, after stopping one that a killed Mekong left running there. */
export async function startLocalPostgres({
  dataDir,
  durable = true,
  log = () => {},
  onLost = (error) => log(error.message),
}: Options): Promise<LocalPostgres> {
  const binaries = await findBinaries()
  const folder = writable(dataDir, () => {
    const opened = openDataFolder(dataDir)
    claim(opened)
    return opened
  })
  try {
    await stopOrphan(folder)
    const identity = unprivileged(binaries.postgres, folder)
    writable(folder, () => prepareCluster(folder, binaries, identity, durable))
    const socketFolder = makeSocketFolder(folder, identity)
    const start = () => launch({ binaries, identity, dataDir: folder, socketFolder, isDurable: durable, log })
    const server = await supervise(start, log, onLost).catch((error: unknown) => {
      removeSocketFolder(socketFolder)
      throw error
    })
    return {
      url: (database) => socketUrl(socketFolder, database),
      stop: async () => {
        await server.stop()
        removeSocketFolder(socketFolder)
        release(folder)
      },
    }
  } catch (error) {
    release(folder)
    throw error
  }
}

/**
 * For a command beside the server: uses the PostgreSQL of the running Mekong, or has its own for as long as it runs. In
 * the first case `stop` leaves the server alone.
 */
export async function joinLocalPostgres(options: Options): Promise<LocalPostgres> {
  const folder = writable(options.dataDir, () => openDataFolder(options.dataDir))
  const end = performance.now() + 30_000
  while (ownerOf(folder) !== undefined && performance.now() < end) {
    const postmaster = readPostmaster(folder)
    if (postmaster?.isReady)
      return { url: (database) => socketUrl(postmaster.socketFolder, database), stop: async () => {} }
    await wait(50) // its owner is just starting or stopping it
  }
  return startLocalPostgres(options)
}
