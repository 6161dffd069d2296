// The server listens on a Unix socket only: no port to collide with, and no password, since a folder of mode 0700 is
// what lets nobody else in.
import { createHash } from 'node:crypto'
import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from './unprivileged.ts'

/** In the temporary folder, because a socket's path may have 107 bytes at most and a data folder's own may be longer. */
export function makeSocketFolder(dataDir: string, { owner }: Identity): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `mekong-${process.getuid?.()}-${name}`)
  removeSocketFolder(folder) // a lock file in it may name a process that is a stranger by now
  mkdirSync(folder, { mode: 0o700 }) // fails if another user has put a folder of this name there, as it should
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return folder
}

export const removeSocketFolder = (folder: string) => rmSync(folder, { recursive: true, force: true })

export const socketUrl = (folder: string, database: string) =>
  `postgresql://mekong@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`
