import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { Transform, type Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { columnList, formatName, formatVersion, quoted, type BackupHeader, type BackupTable } from './format.ts'
import { frame, jsonFrame } from './frame.ts'
import { appliedMigrations, keptTables } from './tables.ts'

export interface WrittenBackup {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
}

/**
 * Writes all that a database keeps into one file, as it was at one moment: every table is read in one snapshot, so
 * people go on working meanwhile and nothing is half there. The file appears under its name only when it is whole, and
 * nobody else on the machine can read it.
 */
export async function writeBackup(databaseUrl: string, file: string): Promise<WrittenBackup> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'mekong backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0')
    return await writeSnapshot(client, file)
  } finally {
    await client.end()
  }
}

/** What the client's transaction sees. */
export async function writeSnapshot(client: pg.Client, file: string): Promise<WrittenBackup> {
  const partial = `${file}.partial`
  // Exclusive: what is there already is somebody else's.
  const handle = await open(partial, 'wx', 0o600)
  const gzip = createGzip()
  // The stream closes the handle, and would never let go of it otherwise; whatever is in the file is on the disk then.
  const isWritten = pipeline(gzip, handle.createWriteStream({ flush: true }))
  try {
    const [written] = await Promise.all([writeFrames(client, gzip), isWritten])
    await rename(partial, file)
    return written
  } catch (error) {
    gzip.destroy()
    await isWritten.catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}

async function writeFrames(client: pg.Client, out: Writable): Promise<WrittenBackup> {
  const header = await readHeader(client)
  await write(out, jsonFrame('H', header))
  let rows = 0
  for (const table of header.tables) rows += await writeTable(client, table, out)
  await write(out, jsonFrame('Z', { tables: header.tables.length }))
  out.end()
  return { madeAt: header.madeAt, tables: header.tables.length, rows }
}

async function readHeader(client: pg.Client): Promise<BackupHeader> {
  const { rows } = await client.query<{ now: Date }>('select now()')
  const sequences = await client.query<{ name: string; value: string }>(
    `select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null and sequencename <> 'migrations_id_seq'`,
  )
  return {
    format: formatName,
    version: formatVersion,
    madeAt: (rows[0]?.now ?? new Date()).toISOString(),
    migrations: await appliedMigrations(client),
    tables: await keptTables(client),
    sequences: sequences.rows,
  }
}

async function writeTable(client: pg.Client, table: BackupTable, out: Writable): Promise<number> {
  await write(out, jsonFrame('T', { name: table.name }))
  const copy = client.query(copyTo(`copy ${quoted(table.name)} (${columnList(table)}) to stdout`))
  const hash = createHash('sha256')
  const framed: Readable = copy.pipe(
    new Transform({
      transform: (chunk: Buffer, _, done) => {
        hash.update(chunk)
        done(null, frame('D', chunk))
      },
    }),
  )
  copy.once('error', (error) => framed.destroy(error))
  for await (const piece of framed) await write(out, piece)
  await write(out, jsonFrame('E', { rows: copy.rowCount, sha256: hash.digest('hex') }))
  return copy.rowCount
}

/** Waits when the file can't keep up: a big table must not pile up in memory. */
async function write(out: Writable, bytes: Buffer): Promise<void> {
  if (out.errored) throw out.errored
  if (!out.write(bytes)) await once(out, 'drain')
}
