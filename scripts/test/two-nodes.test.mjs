// Two real processes behind the balancer, as they are deployed, and people at work while one after the other is restarted.
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployedConfiguration } from '../nodes/balancer.mjs'
import { findProgram, programs } from '../nodes/programs.mjs'
import { startStack } from '../nodes/stack.mjs'
import { build } from '../set-up/build.mjs'
import { launch, makeDataDir, ownEnvironment, takePort } from './launch.mjs'
import { Follower, signIn, Writer } from './people-at-work.mjs'

const missing = Object.values(programs).filter((program) => findProgram(program) === undefined)
const needs = missing.length === 0 ? '' : ` (needs ${missing.map(({ of }) => of).join(' and ')})`
// Where nobody reads what was left out it runs and fails.
const isLeftOut = missing.length > 0 && process.env['CI'] !== 'true'

describe.skipIf(isLeftOut)(`two nodes behind a balancer${needs}`, () => {
  const data = makeDataDir()
  /** @type {Awaited<ReturnType<typeof startStack>>} */
  let stack
  /** @type {string[]} */
  const said = []

  beforeAll(async () => {
    await build('--filter=@mekong/api')
    // Limits are proven elsewhere: here they would only slow the writers down.
    const MEKONG_LIMITS = JSON.stringify({
      bucketPoints: 100_000_000,
      pointsPerSecond: 10_000_000,
      socketsPerCaller: 100,
    })
    const env = { ...ownEnvironment(), PORT: '0', MEKONG_DEMO: '1', MEKONG_DATA_DIR: data.folder, MEKONG_LIMITS }
    stack = await startStack({ env, tell: (line) => said.push(line) })
    expect(stack.wakeUpsBy).toMatch(/^Redis/)
  }, 120_000)
  afterAll(async () => {
    await stack?.stop()
    data.remove()
  }, 60_000)

  test('each is restarted under load: no mutation fails, nothing is lost, nobody waits for long', async () => {
    const key = await signIn(stack.url)
    const writers = await Promise.all(Array.from({ length: 4 }, () => Writer.on(stack.url, key)))
    const { pipelineId } = writers[0] ?? {}
    const followers = await Promise.all(Array.from({ length: 12 }, () => Follower.on(stack.url, key, pipelineId ?? '')))
    const working = writers.map((writer) => writer.work())
    try {
      for (const node of stack.nodes) {
        expect(await node.stop()).toBe(0)
        await node.start()
      }
    } finally {
      for (const writer of writers) writer.isDone = true
    }
    const acknowledged = (await Promise.all(working)).flat()
    expect(acknowledged.length).toBeGreaterThan(20)

    const told = await writers[0]?.told()
    const counts = Object.groupBy(told ?? [], ({ clientMutationId }) => clientMutationId ?? 'of others')
    for (const id of acknowledged) expect(counts[id], `${id} is told once`).toHaveLength(1)

    const head = told?.at(-1)?.seq ?? 0
    for (const follower of followers) {
      await follower.reaches(head)
      expect(follower.resyncs).toEqual([])
      expect(follower.gaps).toEqual([])
      expect(follower.closes.every((code) => code === 1012)).toBe(true)
      follower.close()
    }
    // Each of them sat on one node or the other, and both went.
    expect(followers.flatMap(({ closes }) => closes).length).toBeGreaterThanOrEqual(followers.length)
    const waits = followers.flatMap(({ waitsMs }) => waitsMs).toSorted((a, b) => a - b)
    const retries = writers.reduce((sum, writer) => sum + writer.retries, 0)
    console.log(
      `${acknowledged.length} moves, ${retries} tried again; ${waits.length} reconnects, p95 ${waits[Math.ceil(waits.length * 0.95) - 1]} ms`,
    )
    expect(waits.at(-1)).toBeLessThan(10_000)
  })

  test('one is killed: the other serves everybody', async () => {
    const key = await signIn(stack.url)
    const [victim, other] = stack.nodes
    const writer = await Writer.on(stack.url, key)
    const follower = await Follower.on(stack.url, key, writer.pipelineId)
    const working = writer.work()
    await victim?.kill()
    expect(said).not.toContainEqual(expect.stringContaining('unasked')) // it was us
    const before = writer.acknowledged.length
    await expect.poll(() => writer.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(before + 5)
    writer.isDone = true
    const acknowledged = await working
    const told = await writer.told()
    const counts = Object.groupBy(told, ({ clientMutationId }) => clientMutationId ?? 'of others')
    for (const id of acknowledged) expect(counts[id], `${id} is told once`).toHaveLength(1)
    await follower.reaches(told.at(-1)?.seq ?? 0)
    expect(follower.gaps).toEqual([])
    follower.close()
    expect(await other?.isReady()).toBe(true)
    await victim?.start()
  })

  test('the configuration that is deployed is good for HAProxy', () => {
    const check = spawnSync(findProgram(programs.haproxy) ?? '', ['-c', '-f', deployedConfiguration], {
      encoding: 'utf8',
    })
    expect(check).toMatchObject({ status: 0 })
    // Nobody here is called api-1; that is known as soon as Docker says so.
    const warnings = check.stderr.split('\n').filter((line) => line.includes('[WARNING]'))
    expect(warnings.filter((line) => !line.includes('could not resolve address'))).toEqual([])
  })

  test('what a person can mend is said in a sentence', async () => {
    const { port, free } = await takePort()
    const wrong = [
      [
        { PORT: port },
        `Port ${port} of 127.0.0.1 is taken by another program: end that one, or set PORT to a free one.`,
      ],
      [{ PORT: 'abc' }, 'PORT has to be a whole number from 0 to 65535, not "abc".'],
      [{}, `The data folder ${data.folder}/postgres is in use by a running Mekong (process ${process.pid}).`],
      [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' }, 'api-1 could not start.'],
    ]
    try {
      for (const [env, sentence] of /** @type {[NodeJS.ProcessEnv, string][]} */ (wrong)) {
        const run = launch(data.folder, env, ['run', 'two-nodes'])
        expect(await run.ended).toBe(1)
        expect(run.output().trimEnd().split('\n').at(-1)).toBe(sentence)
      }
    } finally {
      free()
    }
  })

  test('what a node logs is shown with its name; a Redis that stays away is told of once a connection', async () => {
    const { redis } = stack
    if (redis === undefined) throw new Error('no Redis')
    await redis.stop()
    let attempts = 0
    const refusing = createServer((socket) => {
      attempts += 1
      socket.destroy()
    }).listen(Number(new URL(redis.url).port), '127.0.0.1')
    await expect.poll(() => attempts, { timeout: 30_000 }).toBeGreaterThan(12)
    await new Promise((resolve) => refusing.close(resolve))
    await redis.start()
    for (const { name, port } of stack.nodes) {
      await expect.poll(() => isDegraded(port), { timeout: 10_000 }).toBe(false)
      const ofIt = said.filter((line) => line.startsWith(`${name}: {`) && line.includes('wake-ups of other nodes'))
      expect(ofIt).toHaveLength(2)
    }
  })

  test('the balancer shows nobody the numbers of a node', async () => {
    expect((await fetch(`${stack.url}/metrics`)).status).toBe(404)
    expect((await fetch(`http://127.0.0.1:${stack.nodes[0]?.port}/metrics`)).status).toBe(200)
  })
})

/** @param {number} port */
const isDegraded = async (port) =>
  /^wake_degraded 1$/m.test(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
