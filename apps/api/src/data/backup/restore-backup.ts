import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { audit } from '../audit/audit.ts'
import { viaServer } from '../audit/via.ts'
import { dataSource, knownMigrations } from '../data-source.ts'
import { migrate } from '../migrate.ts'
import { sqlOn } from '../sql.ts'
import { columnList, quoted, type BackupHeader, type BackupTable } from './format.ts'
import { openBackup, verifyBackup, UnusableBackup, type Piece } from './read-backup.ts'
import { appliedMigrations, keptTables } from './tables.ts'

export interface Restored {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
}

/** Why nothing was restored, besides a file that is no good; `kind` finds the sentence. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
  constructor(readonly kind: 'newer' | 'notEmpty' | 'otherVersion' | 'inUse') {
    super(kind)
  }
}

/**
 * Puts a backup into a database. The file is read to its end first: one that is broken, or made by a newer Mekong,
 * changes nothing. Tables are made as they were when it was written, the rows come in one transaction, and then the
 * tables are brought to this version. Every reader begins anew afterwards: the feed has a new epoch.
 */
export async function restoreBackup(
  databaseUrl: string,
  file: string,
  { replaces }: { readonly replaces: boolean },
): Promise<Restored> {
  const header = await verifyBackup(file)
  if (header.migrations.some((name) => !knownMigrations.includes(name))) throw new RestoreRefused('newer')
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'mekong restore' })
  await client.connect()
  try {
    const applied = await appliedMigrations(client)
    if (applied.length === 0) await migrateTo(databaseUrl, header.migrations)
    else if (!isSame(applied, header.migrations)) throw new RestoreRefused('otherVersion')
    else if (!replaces && (await isInhabited(client))) throw new RestoreRefused('notEmpty')
    else if (await isServed(client)) throw new RestoreRefused('inUse')
    const rows = await putBack(client, header, file)
    await migrateTo(databaseUrl, knownMigrations)
    return { madeAt: header.madeAt, tables: header.tables.length, rows }
  } finally {
    await client.end()
  }
}

async function migrateTo(databaseUrl: string, names: readonly string[]): Promise<void> {
  const data = await dataSource(databaseUrl, { poolSize: 2, migrations: names }).initialize()
  try {
    await migrate(data)
  } finally {
    await data.destroy()
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name))

/** What starting makes by itself (secrets, a link) is nothing that anybody would miss. */
async function isInhabited(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ is_so: boolean }>(
    'select exists (select from organization) or exists (select from app_user) as is_so',
  )
  return rows[0]?.is_so === true
}

async function isServed(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity where datname = current_database() and application_name = 'mekong'`,
  )
  return (rowCount ?? 0) > 0
}

async function putBack(client: pg.Client, header: BackupHeader, file: string): Promise<number> {
  const present = await keptTables(client)
  if (!isSame(namesOf(present), namesOf(header.tables))) throw new RestoreRefused('otherVersion')
  const names = present.map(({ name }) => quoted(name))
  await client.query('begin')
  try {
    await client.query('set local statement_timeout = 0; set local lock_timeout = 0')
    // Rows come as they were: nothing is folded, counted, numbered or refused a second time. Foreign keys stay in force.
    for (const name of names) await client.query(`alter table ${name} disable trigger user`)
    await client.query(`truncate ${names.join(', ')}`)
    const rows = await copyTables(client, header, file)
    for (const { name, value } of header.sequences) await client.query('select setval($1::regclass, $2)', [name, value])
    await client.query(`update feed_meta set epoch = gen_random_uuid()::text`)
    for (const name of names) await client.query(`alter table ${name} enable trigger user`)
    if (names.includes(quoted('audit_entry')))
      await audit(sqlOn(client), {
        action: 'RESTORE_BACKUP',
        subjectId: null,
        after: { madeAt: header.madeAt },
        actorId: null,
        via: viaServer,
      })
    await client.query('commit')
    return rows
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

const namesOf = (tables: readonly BackupTable[]) => tables.map(({ name }) => name)

async function copyTables(client: pg.Client, header: BackupHeader, file: string): Promise<number> {
  const { pieces } = await openBackup(file)
  let rows = 0
  for (const table of header.tables) {
    const start = await pieces.next()
    if (start.done === true || start.value.kind !== 'table') throw new UnusableBackup('broken')
    rows += await copyTable(client, table, pieces)
  }
  return rows
}

/** Waits after each piece until the database has taken it: a big table must not pile up in memory. */
async function copyTable(client: pg.Client, table: BackupTable, pieces: AsyncGenerator<Piece>): Promise<number> {
  const into = client.query(copyFrom(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`))
  const isDone = new Promise<void>((resolve, reject) => into.once('finish', resolve).once('error', reject))
  isDone.catch(() => undefined) // thrown below, where it is waited for
  for (let piece = await pieces.next(); ; piece = await pieces.next()) {
    if (piece.done === true || piece.value.kind === 'table') throw new UnusableBackup('broken')
    if (piece.value.kind === 'end') break
    if (!into.write(piece.value.bytes))
      await Promise.race([new Promise((resolve) => into.once('drain', resolve)), isDone])
  }
  into.end()
  await isDone
  return into.rowCount
}
