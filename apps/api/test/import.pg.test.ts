import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { describe, expect, onTestFinished } from 'vitest'
import { actAs, type CommandContext } from '../src/cli/command.ts'
import { runExampleMaven } from '../src/cli/example-maven.ts'
import { importFile, type ImportReport } from '../src/cli/import/import-file.ts'
import { parseImportMap, UnusableInput } from '../src/cli/import/import-map.ts'
import { sqlOn } from '../src/data/sql.ts'
import { transactionsOn } from '../src/data/transaction.ts'
import { Writes } from '../src/data/write.ts'
import { seedDemo } from '../src/demo/seed.ts'
import { test as withDatabase } from './database.ts'

/** A command's context on the demo organisation: what it tells the boards is read from the database. */
const test = withDatabase.extend<{ context: CommandContext }>({
  context: [
    async ({ database, data }, use) => {
      const inTransaction = transactionsOn(database.pool)
      await seedDemo(inTransaction, new Date('2026-11-25T02:00:00Z'))
      const writes = new Writes(data, { publish: () => {} })
      await use({ sql: sqlOn(database.pool), writes, inTransaction, locale: 'vi' })
    },
    { scope: 'file' },
  ],
})

async function fileOf(content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mekong-import-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'rows.csv')
  await writeFile(path, content)
  return path
}

interface RunOptions {
  readonly isDryRun?: boolean
  readonly as?: string
}

async function run(
  context: CommandContext,
  content: string | Uint8Array,
  map: object,
  options: RunOptions = {},
): Promise<ImportReport> {
  return importFile(context, {
    file: await fileOf(content),
    map: parseImportMap(JSON.stringify({ pipeline: 'Bán hàng dự án', ...map })),
    isDryRun: options.isDryRun ?? false,
    caller: await actAs(context.sql, options.as),
    onProgress: () => {},
    onUnmapped: () => {},
  })
}

const counts = ({ rows, created, updated, unchanged, failed }: ImportReport) => ({
  rows,
  created,
  updated,
  unchanged,
  failed,
})

const opportunityBy = async (pool: Pool, externalId: string) => {
  const { rows } = await pool.query(
    `select o.*, s.preset_key as stage, c.name as company, u.name as owner, t.name as team from opportunity o
     join stage s on s.id = o.stage_id left join company c on c.id = o.company_id
     left join app_user u on u.id = o.owner_id left join team t on t.id = o.team_id where external_id = $1`,
    [externalId],
  )
  return rows[0] as Record<string, unknown> | undefined
}

const basic = { fields: { externalId: { column: 'id' }, title: { column: 'title' }, amount: { column: 'amount' } } }

describe('reading a file into opportunities', () => {
  test('creates, then changes nothing, then updates what differs', async ({ context, database }) => {
    const file = 'id,title,amount\nA-1,Thi công,1500000\nA-2,Cải tạo,\n'
    expect(counts(await run(context, file, basic))).toEqual({
      rows: 2,
      created: 2,
      updated: 0,
      unchanged: 0,
      failed: 0,
    })
    const before = await database.pool.query('select seq from board_feed order by 1')
    expect(counts(await run(context, file, basic))).toEqual({
      rows: 2,
      created: 0,
      updated: 0,
      unchanged: 2,
      failed: 0,
    })
    expect((await database.pool.query('select seq from board_feed order by 1')).rows).toEqual(before.rows)

    const changed = 'id,title,amount\nA-1,Thi công,\nA-2,Cải tạo,2000000\n'
    expect(counts(await run(context, changed, basic))).toMatchObject({ updated: 2, unchanged: 0 })
    expect(await opportunityBy(database.pool, 'A-1')).toMatchObject({ amount: null, version: 2 })
    expect(await opportunityBy(database.pool, 'A-2')).toMatchObject({ amount: '2000000', version: 2 })
  })

  test('keeps historic dates, in the zone of the map, and infers what the file leaves dark', async ({
    context,
    database,
  }) => {
    const map = {
      format: { date: 'dd/MM/yyyy', timeZone: 'Asia/Ho_Chi_Minh' },
      fields: {
        ...basic.fields,
        stage: { column: 'stage' },
        createdAt: { column: 'from' },
        stageEnteredAt: { column: 'since' },
        closedAt: { column: 'closed' },
        lostReason: { constant: 'Giá cao' },
      },
    }
    const file =
      'id,title,amount,stage,from,since,closed\n' +
      'D-1,Một,1,Đề xuất,05/01/2026,20/01/2026,\n' +
      'D-2,Hai,2,Won,05/01/2026,01/02/2026,01/02/2026\n' +
      'D-3,Ba,3,Lost,05/01/2026,,2026-03-01T10:00:00+07:00\n'
    expect(await run(context, file, map)).toMatchObject({ created: 3, errors: [] })
    const first = await opportunityBy(database.pool, 'D-1')
    expect(first).toMatchObject({
      stage: 'proposal',
      created_at: new Date('2026-01-04T17:00:00Z'),
      stage_entered_at: new Date('2026-01-19T17:00:00Z'),
    })
    expect(await opportunityBy(database.pool, 'D-2')).toMatchObject({
      status: 'WON',
      closed_at: new Date('2026-01-31T17:00:00Z'),
      probability: '1',
    })
    expect(await opportunityBy(database.pool, 'D-3')).toMatchObject({
      status: 'LOST',
      closed_at: new Date('2026-03-01T03:00:00Z'),
    })
    const { rows: stays } = await database.pool.query(
      `select s.preset_key as stage, y.entered_at, y.left_at, y.is_inferred from stage_stay y join stage s on s.id = y.stage_id
       where opportunity_id = $1 order by entered_at`,
      [first?.['id']],
    )
    expect(stays).toEqual([
      {
        stage: 'qualified',
        entered_at: new Date('2026-01-04T17:00:00Z'),
        left_at: new Date('2026-01-19T17:00:00Z'),
        is_inferred: true,
      },
      { stage: 'proposal', entered_at: new Date('2026-01-19T17:00:00Z'), left_at: null, is_inferred: false },
    ])
  })

  test('makes companies, people, teams, words and reasons where the map says so', async ({ context, database }) => {
    const map = {
      create: ['company', 'owner', 'team', 'source', 'tag', 'lostReason'],
      fields: {
        ...basic.fields,
        company: { column: 'company' },
        owner: { column: 'owner' },
        team: { column: 'owner', values: { 'Kim Ngọc': 'Đội mới', 'an@demo.mekong.test': '' } },
        source: { constant: 'Sổ tay' },
        tags: { constant: 'sỉ; gấp' },
      },
    }
    const file =
      'id,title,amount,company,owner\nM-1,Một,1,Công ty Mới,Kim Ngọc\nM-2,Hai,2,Công ty Mới,an@demo.mekong.test\n'
    expect(await run(context, file, map)).toMatchObject({ created: 2, errors: [] })
    expect(await opportunityBy(database.pool, 'M-1')).toMatchObject({
      company: 'Công ty Mới',
      owner: 'Kim Ngọc',
      team: 'Đội mới',
      source: 'Sổ tay',
      tags: ['sỉ', 'gấp'],
    })
    expect(await opportunityBy(database.pool, 'M-2')).toMatchObject({ owner: 'Nguyễn Hoài An', team: null })
    const made = await database.pool.query(`select count(*)::int as n from company where name = 'Công ty Mới'`)
    expect(made.rows).toEqual([{ n: 1 }])
    const person = await database.pool.query(`select has_sign_in, role from app_user where name = 'Kim Ngọc'`)
    expect(person.rows).toEqual([{ has_sign_in: false, role: 'REP' }])
  })

  test('names every fault by row, line and column, and writes the good rows', async ({ context, database }) => {
    const map = {
      fields: {
        ...basic.fields,
        stage: { column: 'stage', values: { mới: 'Prospect', xong: 'Won' } },
        company: { column: 'company' },
        expectedCloseDate: { column: 'close' },
      },
    }
    const file =
      'id,title,amount,stage,company,close\n' +
      'E-1,"Hai\ndòng",1,mới,,\n' +
      'E-2,Số,"1,000",mới,,\n' +
      'E-3,,1,mới,,2026-02-30\n' +
      'E-4,Lạ,1,khác,,\n' +
      'E-5,Không có,1,mới,Công ty Không Có,\n' +
      'E-1,Lặp,1,mới,,\n' +
      'E-6,Thiếu ô\n' +
      'E-7,Tốt,7,xong,,\n'
    const report = await run(context, file, map)
    expect(counts(report)).toEqual({ rows: 8, created: 2, updated: 0, unchanged: 0, failed: 6 })
    expect(report.errors.map(({ row, line, column, code, value }) => [row, line, column, code, value])).toEqual([
      [2, 4, 'amount', 'INVALID', '1,000'],
      [3, 5, 'close', 'INVALID', '2026-02-30'],
      [3, 5, 'title', 'INVALID', ''],
      [4, 6, 'stage', 'INVALID', 'khác'],
      [5, 7, 'company', 'NOT_FOUND', 'Công ty Không Có'],
      [6, 8, 'id', 'INVALID', 'E-1'],
      [7, 9, null, 'INVALID', ''],
    ])
    expect(report.errors.every(({ message }) => message.length > 5)).toBe(true)
    expect(await opportunityBy(database.pool, 'E-7')).toMatchObject({ status: 'WON' })
    expect(await opportunityBy(database.pool, 'E-2')).toBeUndefined()
  })

  test('a refused row leaves nothing behind of what it names', async ({ context, database }) => {
    const map = {
      create: ['company', 'owner', 'team'],
      fields: {
        ...basic.fields,
        stage: { column: 'stage' },
        company: { column: 'company' },
        owner: { column: 'owner' },
        team: { column: 'team' },
      },
    }
    const file =
      'id,title,amount,stage,company,owner,team\n' +
      'B-1,Thiếu lý do,1,Lost,Công ty Hụt,Người Hụt,Đội Hụt\n' +
      'B-2,Được,1,Prospect,Công ty Được,Người Được,Đội Được\n'
    expect(await run(context, file, map)).toMatchObject({
      created: 1,
      errors: [{ row: 1, code: 'LOST_REASON_REQUIRED' }],
    })
    const { rows } = await database.pool.query(
      `select name from company where name like 'Công ty %ụt' union all select name from app_user where name = 'Người Hụt'
       union all select name from team where name = 'Đội Hụt'`,
    )
    expect(rows).toEqual([])
    expect(await opportunityBy(database.pool, 'B-2')).toMatchObject({ owner: 'Người Được', team: 'Đội Được' })
  })

  test('one bad row in ten thousand stops nothing, and each chunk tells its board once', async ({
    context,
    database,
  }) => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `T-${at},Hàng ${at},${at === 7_654 ? 'NaN' : at}`)
    const seq = async () => Number((await database.pool.query(`select sum(seq) as seq from board_feed`)).rows[0]?.seq)
    const before = await seq()
    const report = await run(context, `\uFEFFid,title,amount\n${rows.join('\n')}`, basic)
    expect(counts(report)).toEqual({ rows: 10_000, created: 9_999, updated: 0, unchanged: 0, failed: 1 })
    expect(report.errors).toMatchObject([{ row: 7_655, line: 7_656, column: 'amount', value: 'NaN' }])
    expect((await seq()) - before).toBe(20)
    const events = await database.pool.query(
      `select type, max(jsonb_array_length(payload -> 'opportunityIds')) as most from board_event where opportunity_id is null group by 1`,
    )
    expect(events.rows).toEqual([{ type: 'BULK_CHANGED', most: 500 }])
  })

  test('a dry run answers as the run would and writes nothing', async ({ context, database }) => {
    const map = { create: ['company'], fields: { ...basic.fields, company: { column: 'company' } } }
    const file = 'id,title,amount,company\nY-1,Thử,1,Chưa Từng Có\nY-2,Thử,x,\n'
    const dry = await run(context, file, map, { isDryRun: true })
    expect(await opportunityBy(database.pool, 'Y-1')).toBeUndefined()
    expect((await database.pool.query(`select 1 from company where name = 'Chưa Từng Có'`)).rows).toEqual([])
    const real = await run(context, file, map)
    expect(dry.dryRun).toBe(true)
    expect([counts(dry), dry.errors]).toEqual([counts(real), real.errors])
  })

  test('reads semicolons, commas for points, and windows-1258', async ({ context, database }) => {
    const map = {
      format: { number: '1.234,56', encoding: 'auto' },
      fields: { ...basic.fields, currency: { constant: 'USD' } },
    }
    // "Đường" in windows-1258: Đ is D0, ư FD, ơ F5 and the grave tone a combining CC after its vowel.
    const bytes = Buffer.concat([
      Buffer.from('id;title;amount\nW-1;'),
      Buffer.from([0xd0, 0xfd, 0xf5, 0xcc]),
      Buffer.from('ng;1.234,50\n'),
    ])
    expect(await run(context, bytes, map)).toMatchObject({ created: 1, errors: [] })
    const row = await opportunityBy(database.pool, 'W-1')
    expect([String(row?.['title']).normalize('NFC'), row?.['amount'], row?.['currency']]).toEqual([
      'Đường',
      '1234.5',
      'USD',
    ])
  })

  test('never exceeds the rights of the person as whom it acts', async ({ context }) => {
    const map = { create: ['company', 'owner'], fields: { ...basic.fields, owner: { column: 'owner' } } }
    const file = 'id,title,amount,owner\nR-1,Của tôi,1,\nR-2,Người lạ,1,Ai Đó\nR-3,Đội khác,1,Đặng Mai Chi\n'
    const asRep = await run(context, file, map, { as: 'an@demo.mekong.test' })
    expect(asRep.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'owner', 'FORBIDDEN'],
      [3, 'owner', 'FORBIDDEN'],
    ])
    const asViewer = await run(context, file, map, { as: 'viewer@demo.mekong.test' })
    expect(asViewer).toMatchObject({ created: 0, failed: 3 })
  })

  test('refuses before the first row what is no table or no map', async ({ context }) => {
    const refusal = async (content: string | Uint8Array, map: object) =>
      run(context, content, map).then(
        () => 'accepted',
        (error: unknown) => (error instanceof UnusableInput ? error.message : error),
      )
    expect(await refusal(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), basic)).toMatch(/not CSV/)
    expect(await refusal('', basic)).toMatch(/empty/)
    expect(await refusal('id,title\n1,2\n', basic)).toMatch(/no column "amount"/)
    expect(await refusal('id,title,amount,id\n', basic)).toMatch(/two columns named "id"/)
    expect(await refusal('id,title,amount\n', { ...basic, pipeline: 'Không có' })).toMatch(/no pipeline/)
    expect(await refusal('id,title,amount\n', { fields: { ...basic.fields, tilte: { column: 'title' } } })).toMatch(
      /no field tilte/,
    )
    expect(await refusal('id,title,amount\n', { fields: { title: { column: 'title', value: {} } } })).toMatch(
      /map is not right/,
    )
  })
})

describe('the Maven example', () => {
  test('stands on its board with exactly its known facts, twice the same', async ({ context, database }) => {
    const folder = join(import.meta.dirname, '../../../examples/maven-crm')
    for (const _ of [1, 2]) expect(await runExampleMaven(context, folder, false)).toBe(0)
    const facts = await database.pool.query(
      `select s.name as stage, count(*)::int as n, coalesce(sum(amount), 0) as amount from opportunity o
       join stage s on s.id = o.stage_id join pipeline p on p.id = o.pipeline_id where p.name = 'Maven' group by s.name, s.position order by s.position`,
    )
    expect(facts.rows).toEqual([
      { stage: 'Prospecting', n: 500, amount: '0' },
      { stage: 'Engaging', n: 1589, amount: '0' },
      { stage: 'Won', n: 4238, amount: '10005534' },
      { stage: 'Lost', n: 2473, amount: '0' },
    ])
    const kept = await database.pool.query(
      `select sum(t.n)::int as n, sum(t.amount) as amount from total_cell t join pipeline p on p.id = t.pipeline_id where p.name = 'Maven'`,
    )
    expect(kept.rows).toEqual([{ n: 8800, amount: '10005534' }])
    const days = await database.pool.query(
      `select round(avg(extract(epoch from o.closed_at - o.created_at)) / 86400, 2)::text as mean,
         count(*) filter (where (o.closed_at at time zone 'America/Chicago')::date between '2017-03-01' and '2017-03-31')::int as march
       from opportunity o join pipeline p on p.id = o.pipeline_id where p.name = 'Maven' and status = 'WON'`,
    )
    expect(days.rows).toEqual([{ mean: '51.78', march: 531 }])
    const teams = await database.pool.query(
      `select count(distinct team_id)::int as n from opportunity where currency = 'USD' and external_id ~ '^[A-Z0-9]{8}$'`,
    )
    expect(teams.rows).toEqual([{ n: 6 }])
  }, 60_000)
})
