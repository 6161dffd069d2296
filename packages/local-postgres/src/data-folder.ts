import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, realpathSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import type { Binaries } from './binaries.ts'
import { isErrno, LocalPostgresError } from './errors.ts'
import { commandFor, handOver, processOptions, type Identity } from './unprivileged.ts'

/** Makes the folder and gives its one true name: process command lines are compared with it, whatever link was taken. */
export function openDataFolder(folder: string): string {
  makeFolder(resolve(folder))
  return realpathSync(resolve(folder))
}

/** Node's own recursive mkdir tries for ever where a file system says ENOENT in a folder that is there, as /proc does. */
function makeFolder(folder: string) {
  const isThere = () => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
  if (isThere()) return
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!isErrno(error, 'EEXIST') || !isThere()) throw error // somebody else was faster
  }
}

/** Files that PostgreSQL may read: made by `initdb` if there are none yet, and belonging to who will run it. */
export function prepareCluster(dataDir: string, binaries: Binaries, identity: Identity, isDurable: boolean) {
  clearHalfMade(dataDir)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) createCluster(dataDir, binaries, identity, isDurable)
  handOver(dataDir, identity)
  chmodSync(dataDir, 0o700) // PostgreSQL insists
}

/** Beside its place and then renamed: a kill in the middle of `initdb` must not leave half a cluster that looks whole. */
function createCluster(dataDir: string, { initdb }: Binaries, identity: Identity, isDurable: boolean) {
  const fresh = `${dataDir}${halfMade}${process.pid}`
  mkdirSync(fresh, { mode: 0o700 })
  handOver(fresh, identity)
  const args = ['-D', fresh, '-U', 'mekong', '--auth=trust', '--encoding=UTF8', '--no-locale']
  if (!isDurable) args.push('--no-sync')
  const made = spawnSync(...commandFor(identity, initdb, args), { ...processOptions(identity), encoding: 'utf8' })
  if (made.status !== 0)
    throw new LocalPostgresError('failed', `PostgreSQL could not make its files in ${dataDir}: ${reason(made)}`)
  renameSync(fresh, dataDir) // over the empty folder
}

const halfMade = '.half-made-'

function clearHalfMade(dataDir: string) {
  for (const name of readdirSync(dirname(dataDir)))
    if (name.startsWith(`${basename(dataDir)}${halfMade}`))
      rmSync(join(dirname(dataDir), name), { recursive: true, force: true })
}

const reason = ({ error, stderr }: { error?: Error; stderr?: string }) =>
  error?.message ??
  stderr
    ?.trim()
    .split('\n')
    .findLast((line) => line.includes('error:')) ??
  stderr?.trim()

/** Whoever cannot write gets a sentence with the folder and the system's reason instead of a stack. */
export function writable<T>(folder: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!isErrno(error, 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'ENOENT')) throw error
    const reason = error.errno === undefined ? error.code : getSystemErrorMessage(error.errno)
    throw new LocalPostgresError('not-writable', `The data folder ${folder} is not writable: ${reason}.`)
  }
}
