// One Mekong at a time per data folder. PostgreSQL's own lock tells only that a server runs, and not whether the Mekong
// that started it still lives: that is what tells an orphan, which is stopped, from a server in use, which is left alone.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isErrno, LocalPostgresError } from './errors.ts'
import { identify } from './processes.ts'

const ownerFile = (dataDir: string) => `${dataDir}.owner`

/** The living process that has claimed the folder. */
export function ownerOf(dataDir: string): number | undefined {
  const [pid, started] = readOwner(dataDir)?.split('\n') ?? []
  const identity = identify(Number(pid))
  return identity !== undefined && identity.started === started ? Number(pid) : undefined
}

export function claim(dataDir: string) {
  const me = `${process.pid}\n${identify(process.pid)?.started}`
  for (;;) {
    try {
      writeFileSync(ownerFile(dataDir), me, { flag: 'wx' })
      return
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error
    }
    const owner = ownerOf(dataDir)
    if (owner !== undefined)
      throw new LocalPostgresError(
        'in-use',
        `The data folder ${dataDir} is in use by a running Mekong (process ${owner}).`,
      )
    rmSync(ownerFile(dataDir), { force: true })
  }
}

export const release = (dataDir: string) => rmSync(ownerFile(dataDir), { force: true })

function readOwner(dataDir: string): string | undefined {
  try {
    return readFileSync(ownerFile(dataDir), 'utf8')
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
}
