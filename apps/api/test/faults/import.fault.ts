import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { person } from './board.ts'
import { judge } from './judge.ts'
import { timesOf } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'

test('C21 an import while people work', async ({ world, board, row, onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mekong-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [file, map] = [join(folder, 'rows.csv'), join(folder, 'map.json')]
  const rows = size(50_000, 3_000)
  const lines = Array.from({ length: rows }, (_, at) => `M-${at},Kho lạnh ${at},${board.stages[at % 4]},${at + 1}`)
  writeFileSync(file, ['code,title,stage,amount', ...lines, ''].join('\n'))
  const fields = { externalId: 'code', title: 'title', stage: 'stage', amount: 'amount' }
  const columns = Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, { column }]))
  writeFileSync(map, JSON.stringify({ pipeline: board.pipelineId, fields: columns }))
  await person(world.pool, 'ADMINISTRATOR')
  const importing = async (): Promise<Record<string, number>> => {
    const said = await world.command('import', file, '--into', 'opportunities', '--map', map, '--json')
    return JSON.parse(said.trim().split('\n').at(-1) ?? '{}')
  }

  const reps = await board.hire(size(50, 12))
  await board.follow(size(10, 4))
  await board.everybodyIsHere()
  await board.work(5)
  const quiet = reps.flatMap(({ latencies }) => latencies)
  const stop = board.workOn(reps, 200)
  const began = performance.now()
  const first = await importing()
  const seconds = (performance.now() - began) / 1000
  await stop()
  expect(first).toMatchObject({ rows, created: rows, failed: 0 })
  await judge(board, row)
  // The same file once more changes nothing.
  expect(await importing()).toMatchObject({ rows, created: 0, updated: 0, failed: 0 })
  await judge(board, row)

  const { rows: counted } = await world.pool.query<{ cards: number; events: number }>(
    `select (select count(*)::integer from opportunity where pipeline_id = $1 and external_id is not null) as cards,
       (select count(*)::integer from board_event where pipeline_id = $1 and type = 'BULK_CHANGED') as events`,
    [board.pipelineId],
  )
  expect(counted[0]).toEqual({ cards: rows, events: Math.ceil(rows / 500) })
  const busy = reps.flatMap(({ latencies }) => latencies).slice(quiet.length)
  row.notes.push(
    `${rows} rows in ${seconds.toFixed(1)} s, ${counted[0]?.events} events`,
    `a move${timesOf('', quiet)} before,${timesOf('', busy)} meanwhile`,
  )
})
