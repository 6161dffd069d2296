import { describe, expect, inject } from 'vitest'
import { findProgram, programs } from '../../../scripts/nodes/programs.mjs'
import { startStack } from '../../../scripts/nodes/stack.mjs'
import { cloneDatabase } from './harness/database.ts'
import { Person } from './harness/person.ts'
import { expectEqual, movesOf, story } from './harness/story.ts'

type Stack = Awaited<ReturnType<typeof startStack>>
type Node = Stack['nodes'][number]
type People = readonly [Person, Person]

const tall = { height: 3200 }
const missing = Object.values(programs).filter((program) => findProgram(program) === undefined)
const needs = missing.length === 0 ? '' : ` (needs ${missing.map(({ of }) => of).join(' and ')})`
// Where nobody reads what was left out it runs and fails.
const isLeftOut = missing.length > 0 && process.env['CI'] !== 'true'

const together = story.extend<{ stack: Stack; people: People }>({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const database = await cloneDatabase(inject('adminUrl'), inject('template'))
      const env = { ...withoutOurs(), DATABASE_URL: database.url, PORT: '0', MEKONG_DEMO: '1' }
      const stack = await startStack({ env, tell: () => {} })
      await use(stack)
      await stack.stop()
      await database.drop()
    },
    { scope: 'file' },
  ],
  people: [
    async ({ browser, stack: { url } }, use) => {
      const an = await Person.signIn(browser, url, 'an', tall)
      const binh = await Person.signIn(browser, url, 'binh', tall)
      for (const person of [an, binh]) {
        person.mayLoseTheLine = true
        await person.page.addInitScript(rememberCloses)
      }
      await an.openBoard()
      await binh.openBoard(an.path)
      await use([an, binh])
      await an.leave()
      await binh.leave()
    },
    { scope: 'file' },
  ],
})

describe.skipIf(isLeftOut)(`two nodes behind a balancer, a person on each${needs}`, { timeout: 120_000 }, () => {
  together('what one drags moves on the screen of the other, and each sees who is here', async ({ stack, people }) => {
    const [an, binh] = people
    await part(stack, people)
    await an.page.getByRole('list', { name: 'Đang ở đây: Trần Quốc Bình' }).waitFor()
    await binh.page.getByRole('list', { name: 'Đang ở đây: Nguyễn Hoài An' }).waitFor()
    const { id } = await an.board.pick('Triển vọng')

    await an.board.lift(id)
    await binh.board.card(id).getByText('An đang kéo').waitFor()
    await an.board.over('Cơ hội')
    await an.board.drop()
    await binh.board.cardIn('Cơ hội', id).waitFor()
    await binh.board.drag(id, 'Đã thẩm định')
    await an.board.cardIn('Đã thẩm định', id).waitFor()

    await expectEqual(an, binh)
    await expectSamePageAndNoGap(stack, people)
    for (const node of stack.nodes) expect(await metric(node, 'wake_degraded')).toBe(0)
  })

  together('without Redis moves arrive all the same, and the nodes say so', async ({ stack, people }) => {
    await part(stack, people)
    const work = new Work(people)
    const degraded = () => Promise.all(stack.nodes.map((node) => metric(node, 'wake_degraded')))

    await stack.redis?.stop()
    await expect.poll(degraded, { timeout: 10_000 }).toEqual([1, 1])
    await work.rounds(3)
    await work.expectEachOnce()
    for (const node of stack.nodes) expect(await node.isReady()).toBe(true)
    expect(await degraded()).toEqual([1, 1])

    await stack.redis?.start()
    await expect.poll(degraded, { timeout: 10_000 }).toEqual([0, 0])
    await work.rounds(1)
    await work.expectEachOnce()
    await expectSamePageAndNoGap(stack, people)
  })

  together('one node is killed under them: the board goes on by the other', async ({ stack, people }) => {
    await part(stack, people)
    const [victim, other] = stack.nodes
    const work = new Work(people)
    await work.rounds(2)

    await victim?.kill()
    await work.rounds(4)

    await work.expectEachOnce()
    expect(await metric(other, 'board_subscribers')).toBe(2)
    await victim?.start()
    await expectSamePageAndNoGap(stack, people)
  })

  together(
    'one node after the other is restarted: no move fails, nobody has to do a thing',
    async ({ stack, people }) => {
      await begin(people)
      const work = new Work(people)
      let isDone = false
      const restarting = (async () => {
        for (const node of stack.nodes) {
          expect(await node.stop()).toBe(0)
          await node.start()
        }
      })().finally(() => (isDone = true))
      while (!isDone) await work.rounds(1)
      await restarting

      await work.expectEachOnce()
      await expectSamePageAndNoGap(stack, people)
      for (const { page } of people) {
        const closes = await page.evaluate(() => (window as unknown as Remembering).closes)
        // Each of them sat on one node or the other, and both went.
        expect(new Set(closes)).toEqual(new Set([1012]))
      }
    },
  )
})

interface Remembering {
  readonly closes: number[]
}

/** The balancer puts whoever comes where fewest requests run, so a page may have to come again to another node. */
async function part(stack: Stack, people: People): Promise<void> {
  const [an, binh] = people
  const sockets = async () => {
    const counts = await Promise.all(stack.nodes.map((node) => metric(node, 'ws_connections')))
    if (Math.max(...counts) === 2) await binh.openBoard(an.path)
    return counts
  }
  await expect.poll(sockets, { timeout: 40_000, interval: 300, message: 'one on each node' }).toEqual([1, 1])
  await begin(people)
}

async function begin(people: People): Promise<void> {
  for (const { page } of people)
    await page.evaluate(() => {
      Object.assign(window, { isSamePage: true })
      ;(window as unknown as Remembering).closes.length = 0
    })
}

async function expectSamePageAndNoGap(stack: Stack, people: People): Promise<void> {
  for (const { page } of people) expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  for (const node of stack.nodes) expect(await metric(node, 'feed_gap_detected_total')).toBe(0)
}

/** Two people who move one card to and fro, each after having seen where the other one put it. */
class Work {
  readonly #people: People
  #id = ''
  #before = 0
  #moves = 0

  constructor(people: People) {
    this.#people = people
  }

  async rounds(count: number): Promise<void> {
    const [first, second] = this.#people
    if (this.#id === '') {
      this.#id = (await first.board.pick('Triển vọng')).id
      this.#before = await movesOf(first, this.#id)
    }
    for (let round = 0; round < count; round++) {
      await this.#move(first, '.', second, 'Cơ hội')
      await this.#move(second, ',', first, 'Triển vọng')
    }
  }

  /** All screens and the server agree, and the history has every move once. */
  async expectEachOnce(): Promise<void> {
    const [first, second] = this.#people
    await expectEqual(first, second)
    expect(await movesOf(first, this.#id)).toBe(this.#before + this.#moves)
  }

  async #move(mover: Person, key: string, other: Person, column: string): Promise<void> {
    await mover.board.card(this.#id).focus()
    await mover.page.keyboard.press(key)
    this.#moves += 1
    await other.board.cardIn(column, this.#id).waitFor()
  }
}

async function metric(node: Node | undefined, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${node?.port}/metrics`)).text()
  const found = new RegExp(`^${name} (.*)$`, 'm').exec(text)
  if (!found) throw new Error(`${name} is not there.`)
  return Number(found[1])
}

/** Runs in the page, before anything else. */
function rememberCloses() {
  const closes: number[] = []
  Object.assign(window, { closes })
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      this.addEventListener('close', ({ code }) => closes.push(code))
    }
  }
}

/** What the test runner and whoever started it have put there is not for the nodes. */
const withoutOurs = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|TEST$|NODE_ENV$|HOST$|PORT$|DATABASE_URL$|REDIS_URL$|MEKONG_)/.test(name),
    ),
  )
