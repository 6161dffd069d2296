import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { askByStream, askOver, post, socketClient } from '../client.ts'
import { until } from '../live/until.ts'
import type { ApiNode } from './api-node.ts'
import { FaultBoard } from './board.ts'
import { judge } from './judge.ts'
import { refusalsOf, timesOf, type Input, type Person } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** Somebody at a terminal, who holds something open while others work. */
async function atTerminal(url: string, statement: string, work: () => Promise<void>): Promise<void> {
  const psql = new pg.Client({ connectionString: url })
  psql.on('error', () => {})
  await psql.connect()
  try {
    await psql.query('begin')
    await psql.query(statement)
    await work()
    await psql.query('commit')
  } finally {
    await psql.end()
  }
}

const byRequest = (node: ApiNode, asker: Person, body: { query: string; variables: Input }): Promise<string[]> =>
  Promise.all([
    post(node, asker, body).then((response) => response.text()),
    askByStream(node, asker, body).then(({ results }) => JSON.stringify(results[0])),
  ])

async function bySocket(node: ApiNode, asker: Person, body: { query: string; variables: Input }): Promise<string> {
  const client = socketClient(node, asker)
  try {
    return JSON.stringify(await askOver(client, body.query, { variables: body.variables }))
  } finally {
    await client.dispose()
  }
}

test.for(['development', 'production', 'test'])(
  'B7 a failure inside tells nothing of the inside, with NODE_ENV %s',
  async (NODE_ENV, { world, board, row }) => {
    await world.n1.kill()
    await world.n1.start({ env: { NODE_ENV } })
    const [rep] = await board.hire(1)
    if (!rep) throw new Error('nobody is here')
    const create = (title: string) => ({
      query: `mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { id } } }`,
      variables: { input: { pipelineId: board.pipelineId, title } },
    })
    const requests = (title: string) => byRequest(world.n1, rep.person, create(title))
    const inside = /secret|select|insert|opportunity"? \(|trigger|terminat|\.ts|\.js|node_modules|at async|ECONN|pg_/i
    const expectOnly = (code: string, answers: readonly string[]) => {
      for (const answer of answers) {
        row.tries++
        expect(answer).toContain(code)
        expect(answer).toMatch(/"requestId":"[\w-]+"/)
        expect(answer.replaceAll('createOpportunity', '')).not.toMatch(inside)
      }
    }
    await world.pool.query(`
      create or replace function fault_inside() returns trigger language plpgsql as $$
      begin
        if new.title = 'slow' then perform pg_sleep(30); end if;
        raise exception 'a secret of the inside' using errcode = '23514';
      end $$`)
    await world.pool.query(
      `create trigger fault_inside before insert on opportunity for each row execute function fault_inside()`,
    )
    try {
      expectOnly('INTERNAL_SERVER_ERROR', [
        ...(await requests('broken')),
        await bySocket(world.n1, rep.person, create('broken')),
      ])
      // In the middle of it, and when nobody is there at all.
      const slow = requests('slow')
      const asleep = `select from pg_stat_activity where wait_event = 'PgSleep'`
      await until('it is in the middle', async () => ((await world.pool.query(asleep)).rowCount ?? 0) > 0)
      await world.postgres.kill('SIGKILL')
      const answers = [await slow, await requests('gone')].flat()
      await world.postgres.start()
      expectOnly('SERVICE_UNAVAILABLE', answers)
    } finally {
      await world.pool.query('drop trigger fault_inside on opportunity')
    }
    await world.n1.kill()
    await world.n1.start({ env: {} })
  },
)

test('C3 transactions and statements elsewhere that never seem to end', async ({ world, board, row }) => {
  await board.hire(size(20, 6))
  const [follower] = await board.follow()
  await board.everybodyIsHere()
  const before = board.lags()
  await board.work(size(20, 8))
  const quiet = timesOf('alone', [...before])
  await world.onServer(`create database elsewhere`)
  await world.pool.query(
    `create table big as select g as n, md5(g::text) as t from generate_series(1, ${size(5_000_000, 300_000)}) g`,
  )
  const during = board.lags(follower ? [follower] : [])
  await atTerminal(world.urlOf('elsewhere'), 'select pg_current_xact_id()', async () => {
    await atTerminal(world.databaseUrl, 'select pg_current_xact_id()', async () => {
      const indexing = world.pool.query('create index on big (t)')
      await board.work(size(60, 15))
      await wait(size(10_000, 0))
      await board.work(size(20, 0))
      await indexing
    })
  })
  await world.pool.query('drop table big')
  await world.onServer('drop database elsewhere')
  await judge(board, row)
  row.notes.push(`request to screen ${quiet}; ${timesOf('meanwhile', during)}`)
})

test('C4 somebody holds a row of a card, then of a board', async ({ world, board, row }) => {
  await using other = await FaultBoard.make(world)
  const [victim, ...reps] = await board.hire(size(20, 8))
  const elsewhere = await other.hire(size(10, 6))
  if (!victim) throw new Error('nobody is here')
  await Promise.all([board.follow(3), other.follow(3)])
  await Promise.all([board.everybodyIsHere(), other.everybodyIsHere()])
  const heldMs = size(10_000, 5_000)
  const ids = board.cardsOf(victim)

  const stop = [board.workOn(reps, 50), other.workOn(elsewhere, 50)]
  let moving: Promise<void> | undefined
  await atTerminal(
    world.databaseUrl,
    `select from opportunity where id in ('${ids.join("', '")}') for update`,
    async () => {
      moving = board.moveOne(victim)
      await wait(heldMs)
      await until('it is told that somebody is in the way', () => victim.refusals.has('SERVICE_UNAVAILABLE'), 30_000)
    },
  )
  await moving
  for (const end of stop) await end()
  const cardLatencies = reps.flatMap(({ latencies }) => latencies)
  const cardRefusals = refusalsOf(reps)
  expect(elsewhere.flatMap(({ refusals }) => [...refusals.keys()])).toEqual([])

  const stopOthers = other.workOn(elsewhere, 50)
  const stopHeld = board.workOn(reps, 50)
  const quiet = elsewhere.flatMap(({ latencies }) => latencies).length
  await atTerminal(
    world.databaseUrl,
    `select from board_feed where pipeline_id = '${board.pipelineId}' for update`,
    () => wait(heldMs),
  )
  await stopOthers()
  await stopHeld()
  const boardLatencies = elsewhere.flatMap(({ latencies }) => latencies).slice(quiet)
  expect(elsewhere.flatMap(({ refusals }) => [...refusals.keys()])).toEqual([])
  await judge(board, row)
  await judge(other, row)
  row.notes.push(
    `card held: neighbours ${timesOf('', cardLatencies)}, ${cardRefusals}`,
    `board held: other board ${timesOf('', boardLatencies)}`,
  )
})

test('C12 immediate stops of PostgreSQL under load', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 12))
  await board.follow(size(20, 8))
  await board.everybodyIsHere()
  const stop = board.workOn(reps, 30)
  const stops = size(5, 2)
  let since = 0
  for (let at = 0; at < stops; at++) {
    await wait(500 + Math.random() * 1_000)
    await world.postgres.kill('SIGQUIT')
    await wait(size(10_000, 3_000))
    await world.postgres.start()
    since = performance.now()
    // Else two stops are one long one, after which a node rightly sends its readers to another.
    await until('both nodes have noticed', () => world.areReady(), 30_000)
  }
  await stop()
  await judge(board, row, { since })
  // The sockets stand through all of it, and go on without a new snapshot.
  expect(board.followers.map(({ lines, snapshots }) => [lines.length, snapshots])).toEqual(
    board.followers.map(() => [1, 1]),
  )
  const codes = new Set(reps.flatMap(({ refusals }) => [...refusals.keys()]))
  expect([...codes]).toEqual(['SERVICE_UNAVAILABLE'])
  row.notes.push(`${stops} stops`, refusalsOf(reps))
})

test('C12 kill -9 of PostgreSQL at random moments', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 12))
  await board.follow(size(20, 8))
  const stop = board.workOn(reps, 30)
  const kills = size(40, 3)
  let since = 0
  for (let at = 0; at < kills; at++) {
    await wait(200 + Math.random() * 1_500)
    await world.postgres.kill('SIGKILL')
    await world.postgres.start()
    since = performance.now()
  }
  await stop()
  await judge(board, row, { since })
  row.notes.push(`${kills} kills`, refusalsOf(reps))
})

test('C13 PostgreSQL stands still', async ({ world, board, row }) => {
  const reps = await board.hire(size(30, 10))
  await board.follow(size(20, 6))
  await board.everybodyIsHere()
  const stop = board.workOn(reps, 50)
  await wait(500)
  world.postgres.freeze()
  const frozen = performance.now()
  const unready = until(
    'both nodes say so',
    async () => (await Promise.all(world.nodes.map((node) => node.ready()))).every(({ status }) => status === 503),
    20_000,
  )
  const readable = await Promise.all(world.nodes.map((node) => node.live()))
  await unready
  const said = performance.now() - frozen
  await wait(Math.max(0, size(20_000, 9_000) - said))
  expect(await Promise.all(world.nodes.map((node) => node.live()))).toEqual([200, 200])
  expect(readable).toEqual([200, 200])
  world.postgres.thaw()
  const since = performance.now()
  await until('both nodes are ready', () => world.areReady(), 30_000)
  const ready = performance.now() - since
  // Nothing of the pools is still waiting for what was asked meanwhile.
  await Promise.all(reps.map((rep) => rep.once('updateOpportunity', { opportunityId: 'nobody' })))
  await stop()
  await judge(board, row, { since })
  const codes = new Set(reps.flatMap(({ refusals }) => [...refusals.keys()]))
  expect([...codes].filter((code) => code !== 'SERVICE_UNAVAILABLE' && code !== 'TIMEOUT')).toEqual([])
  row.notes.push(`unready after ${seconds(said)}, ready ${seconds(ready)} after it went on`, refusalsOf(reps))
})
