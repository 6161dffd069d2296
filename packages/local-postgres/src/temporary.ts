import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isErrno, LocalPostgresError } from './errors.ts'
import { stopOrphan } from './orphan.ts'
import { claim, ownerFile } from './ownership.ts'
import { startLocalPostgres, type LocalPostgres } from './start.ts'

const prefix = 'mekong-temporary-'

/** A fast and forgetful server for tests and measurements, in a folder that `stop` removes. */
export async function temporaryPostgres(): Promise<LocalPostgres> {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const server = await startLocalPostgres({ dataDir: join(folder, 'data'), durable: false })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A killed test run leaves its server running; the next one clears it away. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const dataDir = join(tmpdir(), name, 'data')
    // Without an owner's file it is a folder in the making, whose owner is about to claim it.
    if (!name.startsWith(prefix) || !existsSync(ownerFile(dataDir))) continue
    try {
      claim(dataDir)
      await stopOrphan(dataDir)
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch (error) {
      const isOfOthers = error instanceof LocalPostgresError || isErrno(error, 'EACCES', 'EPERM')
      if (!isOfOthers) throw error
    }
  }
}
