import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import { median } from '../contest.mjs'

const few = 500
const many = 10_500
const oneByOne = 200
const board = 'Import bench'
const mutation = `mutation ($i: CreateOpportunityInput!) { createOpportunity(input: $i) { opportunity { id } userErrors { code } } }`

/**
 * Rows a second of `mekong import` on a board of its own: what more rows take, so that neither the start of a process nor
 * of a file counts. Beside it COPY of the same cards into the same table, with its indexes and triggers and nothing else,
 * and one mutation after the other. What was written is taken away again.
 */
export async function* measure({ product, pool, env, dist, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'mekong-bench-'))
  try {
    const stages = await makeBoard(pool)
    const { rows } = await pool.query(
      `select id, name from company where name like 'Công ty Xây dựng %' order by id limit 100`,
    )
    const figures = { imported: [], copied: [], single: [] }
    for (let round = 0; round < rounds; round += 1) {
      const [little, all] = [await timeOfImport(few, round, rows), await timeOfImport(many, round, rows)]
      figures.imported.push((many - few) / (all - little))
      await clear(pool)
      figures.copied.push(many / (await timed(() => copy(pool, many, rows, stages))))
      await clear(pool)
      figures.single.push(oneByOne / (await timed(() => createEach(product, rows, stages))))
      await clear(pool)
    }
    const [value, copied, single] = Object.values(figures).map((all) => Math.round(median(all)))
    const ratio = (floor) => Number((value / floor).toFixed(2))
    yield {
      name: 'import, rows/s, beside COPY',
      goal: '>= 0.15',
      figures: { value, floor: copied, ratio: ratio(copied) },
    }
    yield {
      name: 'import, rows/s, beside mutations',
      goal: '>= 15',
      figures: { value, floor: single, ratio: ratio(single) },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }

  async function timeOfImport(count, round, companies) {
    const file = join(folder, 'rows.csv')
    const map = join(folder, 'map.json')
    const lines = Array.from({ length: count }, (_, at) => [
      `${round}-${count}-${at}`,
      titleOf(at),
      `Stage ${1 + (at % 4)}`,
      1_000_000 + at,
      companies[at % companies.length].name,
    ])
    writeFileSync(file, ['id,title,stage,amount,company', ...lines.map((line) => line.join(','))].join('\n'))
    const fields = { externalId: 'id', title: 'title', stage: 'stage', amount: 'amount', company: 'company' }
    const columns = Object.entries(fields).map(([field, column]) => [field, { column }])
    writeFileSync(
      map,
      JSON.stringify({
        format: { delimiter: ',', encoding: 'utf-8', number: '1234.56', date: 'yyyy-MM-dd' },
        pipeline: board,
        create: [],
        fields: Object.fromEntries(columns),
      }),
    )
    return timed(() => run([join(dist, 'mekong.js'), 'import', file, '--into', 'opportunities', '--map', map], env))
  }
}

const titleOf = (at) => `Cung cấp trạm bơm Vĩnh Long ${at}`

async function timed(act) {
  const began = performance.now()
  await act()
  return (performance.now() - began) / 1000
}

const run = (args, env) =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (text) => (said += text))
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`The import ended with ${code}: ${said}`))))
  })

async function makeBoard(pool) {
  await clear(pool)
  await pool.query(
    `insert into pipeline (id, name, currency, position) select 'pip_' || lpad('900', 26, '0'), $1, 'VND', 900
     where not exists (select from pipeline where name = $1)`,
    [board],
  )
  const { rows } = await pool.query(
    `insert into stage (id, pipeline_id, name, kind, color, probability, position)
     select 'stg_' || lpad((90000 + s)::text, 26, '0'), p.id, 'Stage ' || s, 'OPEN', 'BLUE', 0.5, s - 1
     from pipeline p, generate_series(1, 4) s where p.name = $1
     on conflict (id) do update set position = excluded.position returning id, pipeline_id as "pipelineId"`,
    [board],
  )
  return rows
}

/** Past the guards that keep history, which nobody but a bench may. */
async function clear(pool) {
  const client = await pool.connect()
  const ofBoard = `(select o.id from opportunity o join pipeline p on p.id = o.pipeline_id where p.name = '${board}')`
  const boardId = `(select id from pipeline where name = '${board}')`
  try {
    await client.query(`begin; set local session_replication_role = replica`)
    await client.query(`delete from opportunity_history where opportunity_id in ${ofBoard}`)
    await client.query(`delete from stage_stay where opportunity_id in ${ofBoard}`)
    await client.query(`delete from total_cell where pipeline_id in ${boardId}`)
    await client.query(`delete from opportunity where pipeline_id in ${boardId}`)
    await client.query('commit')
    for (const table of ['opportunity_history', 'stage_stay', 'opportunity']) await client.query(`vacuum ${table}`)
  } finally {
    client.release()
  }
}

async function copy(pool, count, companies, stages) {
  const client = await pool.connect()
  try {
    const lines = Array.from({ length: count }, (_, at) => {
      const { id: stageId, pipelineId } = stages[at % stages.length]
      const id = `opp_0copy${String(at).padStart(21, '0')}`
      const companyId = companies[at % companies.length].id
      return [
        id,
        pipelineId,
        stageId,
        'OPEN',
        titleOf(at),
        1_000_000 + at,
        'VND',
        0.5,
        'STAGE',
        companyId,
        `copy-${at}`,
        1048576 * at,
      ]
        .concat(['2026-06-01', '2026-06-01'])
        .join('\t')
    })
    const into = client.query(
      copyFrom(`copy opportunity (id, pipeline_id, stage_id, status, title, amount, currency, probability, probability_source,
        company_id, external_id, rank, stage_entered_at, created_at) from stdin`),
    )
    await pipeline(Readable.from([`${lines.join('\n')}\n`]), into)
  } finally {
    client.release()
  }
}

async function createEach(product, companies, stages) {
  for (let at = 0; at < oneByOne; at += 1) {
    const { id: stageId, pipelineId } = stages[at % stages.length]
    await product.ask(mutation, {
      i: {
        pipelineId,
        stageId,
        title: titleOf(at),
        externalId: `single-${at}`,
        amount: { amount: String(1_000_000 + at), currency: 'VND' },
        companyId: companies[at % companies.length].id,
      },
    })
  }
}
