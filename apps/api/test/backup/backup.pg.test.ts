import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { temporaryPostgres } from '@mekong/local-postgres'
import pg from 'pg'
import { describe, expect, inject } from 'vitest'
import { startApp } from '../../src/app.ts'
import { restoreBackup } from '../../src/data/backup/restore-backup.ts'
import { writeBackup, writeSnapshot } from '../../src/data/backup/write-backup.ts'
import { gql } from '../client.ts'
import { dropDatabase, withDatabase } from '../clone-database.ts'
import { test as base, type Desk } from '../desk.ts'
import { testEnv } from '../harness.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'
import { rowsOf } from './database-rows.ts'

interface Place {
  /** A file in a folder of this test's own. */
  file(name: string): string
  /** A database without tables, on the server of all tests. */
  empty(): Promise<string>
}

const test = base.extend<{ tables: string; place: Place }>({
  // A backup of a newer version's tables is rightly refused.
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
  tables: [async ({}, use) => use(inject('ownTemplate')), { scope: 'file' }],
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
  place: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mekong-backup-'))
    const made: string[] = []
    await use({
      file: (name) => join(folder, name),
      empty: async () => {
        const name = `mekong_restore_${process.pid}_${made.length}_${Date.now()}`
        await onServer(`create database ${name}`)
        made.push(name)
        return withDatabase(inject('adminUrl'), name)
      },
    })
    await using admin = await connected(inject('adminUrl'))
    for (const name of made) await dropDatabase(admin.pg, name)
    await rm(folder, { recursive: true })
  },
})

async function onServer(statement: string): Promise<void> {
  await using client = await connected(inject('adminUrl'))
  await client.pg.query(statement)
}

async function connected(url: string): Promise<AsyncDisposable & { readonly pg: pg.Client }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return { pg: client, [Symbol.asyncDispose]: () => client.end() }
}

const allRows = async (url: string) => {
  await using client = await connected(url)
  return await rowsOf(client.pg) // before the client is disposed of
}

/** What a restore adds or makes anew by itself. */
const withoutTraces = ({ audit_entry, ...tables }: Record<string, string[]>) => ({
  ...tables,
  feed_meta: [],
  audit_entry: (audit_entry ?? []).filter((row) => !row.includes('RESTORE_BACKUP')),
})

/** Reps who move and edit without a pause until they are told to stop. */
function working(desk: Desk): { stop(): Promise<number> } {
  let isOver = false
  let writes = 0
  const rep = async (at: number) => {
    const card = await desk.create({ title: `Kho ${at}`, amount: { amount: '1000', currency: 'VND' } })
    for (let turn = 0; !isOver; turn++) {
      await desk.move(card, turn % 2 === 0 ? desk.a.qualified : desk.a.prospect)
      writes += 1
    }
  }
  const all = Promise.all([0, 1, 2, 3].map(rep))
  return {
    stop: async () => {
      isOver = true
      await all
      return writes
    },
  }
}

describe('a backup', () => {
  test('made while people work is the database of one moment, row for row, in another cluster', async ({
    desk,
    database,
    place,
  }) => {
    const work = working(desk)
    await using seen = await connected(database.url)
    await using written = await connected(database.url)
    await expect.poll(async () => (await desk.events(desk.a.id)).length).toBeGreaterThan(20)
    await seen.pg.query('begin isolation level repeatable read, read only')
    const { rows } = await seen.pg.query<{ id: string }>('select pg_export_snapshot() as id')
    await written.pg.query('begin isolation level repeatable read, read only')
    await written.pg.query(`set transaction snapshot '${rows[0]?.id}'`)
    const backup = await writeSnapshot(written.pg, place.file('all.mekong'))
    const before = (await desk.events(desk.a.id)).length
    await expect.poll(async () => (await desk.events(desk.a.id)).length).toBeGreaterThan(before)
    expect(await work.stop()).toBeGreaterThan(0)
    const expected = await rowsOf(seen.pg)

    const other = await temporaryPostgres()
    try {
      const url = other.url('postgres')
      const restored = await restoreBackup(url, place.file('all.mekong'), { replaces: false })
      expect(restored).toEqual(backup)
      expect(withoutTraces(await allRows(url))).toEqual(withoutTraces(expected))
    } finally {
      await other.stop()
    }
  })

  test('brings every client back by a new epoch, signed in as before, and work goes on', async ({
    app,
    desk,
    database,
    place,
  }) => {
    await using live = await LiveClient.on(app, desk.an, desk.a.id)
    await desk.create({ title: 'Trước khi sao lưu' })
    await live.reaches((await desk.events(desk.a.id)).length)
    await writeBackup(database.url, place.file('yesterday.mekong'))
    await desk.create({ title: 'Sau khi sao lưu' })
    await live.reaches((await desk.events(desk.a.id)).length)
    live.cut()

    const url = await place.empty()
    await restoreBackup(url, place.file('yesterday.mekong'), { replaces: false })
    const restored = await startApp({ databaseUrl: url, env: testEnv(), log: false })
    try {
      await live.connect(restored)
      await until('the old cursor is answered', () => live.isComplete)
      expect(live.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'EPOCH' })
      await using again = await LiveClient.on(restored, desk.an, desk.a.id)
      const titles = JSON.stringify(again.state)
      expect(titles).toContain('Trước khi sao lưu')
      expect(titles).not.toContain('Sau khi sao lưu')
      const create = `mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { userErrors { code } } }`
      const input = { pipelineId: desk.a.id, title: 'Sau khi khôi phục' }
      expect(await gql(restored, desk.an, create, { input })).toEqual({ createOpportunity: { userErrors: [] } })
      await until('the new one is told', () => JSON.stringify(again.state).includes('Sau khi khôi phục'))
    } finally {
      await restored.close()
    }
  })

  test('is for the eyes of its maker alone, and never written over another file', async ({ desk, database, place }) => {
    await desk.create()
    const file = place.file('own.mekong')
    await writeBackup(database.url, file)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await writeFile(`${file}.partial`, 'somebody else’s')
    await expect(writeBackup(database.url, file)).rejects.toThrow('EEXIST')
    expect(await readFile(`${file}.partial`, 'utf8')).toBe('somebody else’s')
  })

  test('goes into a database whose role is no superuser', async ({ desk, database, place }) => {
    await desk.create()
    await writeBackup(database.url, place.file('plain.mekong'))
    const url = new URL(await place.empty())
    const role = `mekong_plain_${Date.now()}`
    await onServer(`create role ${role} login password 'x' nosuperuser`)
    await onServer(`alter database ${url.pathname.slice(1)} owner to ${role}`)
    const source = withoutTraces(await allRows(database.url))
    const [asRole] = [new URL(url.href)]
    asRole.username = role
    asRole.password = 'x'
    await restoreBackup(asRole.href, place.file('plain.mekong'), { replaces: false })
    expect(withoutTraces(await allRows(url.href))).toEqual(source)
    await onServer(`reassign owned by ${role} to current_user`).catch(() => undefined)
  })
})

describe('a restore is refused and writes nothing', () => {
  const refusal = (url: string, file: string, replaces = false) =>
    restoreBackup(url, file, { replaces }).then(
      () => 'restored',
      (error: { kind?: string }) => error.kind,
    )

  test('when the file is broken, cut off, something else or missing', async ({ desk, database, place }) => {
    await desk.create()
    const file = place.file('good.mekong')
    await writeBackup(database.url, file)
    const bytes = await readFile(file)
    const plain = gunzipSync(bytes)
    const wrong = Buffer.from(plain)
    const at = wrong.indexOf('Kho lạnh')
    wrong.write('Kho nóng', at)
    const url = await place.empty()
    const cases: readonly (readonly [name: string, bytes: Buffer, kind: string])[] = [
      ['one letter changed, compressed anew', gzipSync(wrong), 'broken'],
      ['one bit changed', Buffer.concat([bytes.subarray(0, -40), Buffer.from([1]), bytes.subarray(-39)]), 'broken'],
      ['the end cut off', bytes.subarray(0, -200), 'broken'],
      ['the last table missing', gzipSync(plain.subarray(0, Math.floor(plain.length * 0.9))), 'broken'],
      ['no gzip', Buffer.from('select 1;'), 'notABackup'],
      ['another gzip', gzipSync('hello'), 'notABackup'],
      ['nothing', Buffer.alloc(0), 'notABackup'],
    ]
    for (const [name, content, kind] of cases) {
      await writeFile(place.file('bad.mekong'), content)
      expect([name, await refusal(url, place.file('bad.mekong'))]).toEqual([name, kind])
    }
    expect(await refusal(url, place.file('none.mekong'))).toBe('unreadable')
    expect(await allRows(url)).toEqual({})
  })

  test('when the file comes from a newer Mekong', async ({ desk, database, place }) => {
    await desk.create()
    await using source = await connected(database.url)
    await source.pg.query(`insert into migrations (timestamp, name) values (9999999999999, 'Future9999999999999')`)
    await writeBackup(database.url, place.file('newer.mekong'))
    await source.pg.query(`delete from migrations where name = 'Future9999999999999'`)
    const url = await place.empty()
    expect(await refusal(url, place.file('newer.mekong'))).toBe('newer')
    expect(await allRows(url)).toEqual({})
  })

  test('when there is data, unless that is to be replaced', async ({ desk, database, place }) => {
    const file = place.file('old.mekong')
    const card = await desk.create({ title: 'Đang có' })
    await writeBackup(database.url, file)
    const url = await place.empty()
    await restoreBackup(url, file, { replaces: false })
    await using target = await connected(url)
    await target.pg.query(`update opportunity set title = 'Đã đổi' where id = $1`, [card.id])
    const changed = await allRows(url)
    expect(await refusal(url, file)).toBe('notEmpty')
    expect(await allRows(url)).toEqual(changed)

    await restoreBackup(url, file, { replaces: true })
    expect(withoutTraces(await allRows(url))).toEqual(withoutTraces(await allRows(database.url)))
    const { rows } = await target.pg.query(`select title from opportunity where id = $1`, [card.id])
    expect(rows).toEqual([{ title: 'Đang có' }])
    await expect(target.pg.query('delete from audit_entry')).rejects.toThrow('append-only') // the guards stand again
  })

  test('when Mekong is running on the database', async ({ desk, database, place }) => {
    await desk.create()
    await writeBackup(database.url, place.file('own.mekong'))
    expect(await refusal(database.url, place.file('own.mekong'), true)).toBe('inUse')
  })
})
