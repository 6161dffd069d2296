import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BoardPage, launch } from '../browser.mjs'
import { startChild } from '../child.mjs'
import { median } from '../contest.mjs'
import { post } from '../http.mjs'
import { webBoards } from '../rows.mjs'
import { mutation } from './move.mjs'

const movesPerSecond = 20
const reader = 'manager@demo.mekong.test'
const heads = `query ($p: ID!) { board(pipelineId: $p) { columns { stage { id } opportunities(first: 20) { nodes { id } } } } }`

/** Where others move cards about, one is carried from, and the keys go: so nobody loses what they hold. */
const moved = [0, 1, 2]
const carried = 3
const walked = 4

/** What is said of each board, and what of it the floor has too. */
const said = [
  { key: 'firstPaint', name: 'first paint of the board, ms', goal: '<= 0.25' },
  { key: 'lcp', name: 'LCP, ms' },
  { key: 'script', name: 'scripts until then, kB gzipped', isOfProduct: true },
  { key: 'nodes', name: 'DOM nodes' },
  { key: 'work', name: 'script + layout a remote move, mean ms' },
  { key: 'workP99', name: 'script + layout in 50 ms of remote moves, p99 ms', goal: '<= 1' },
  { key: 'frameP50', name: 'frame while dragging, p50 ms' },
  { key: 'frameP95', name: 'frame while dragging, p95 ms' },
  { key: 'frameP99', name: 'frame while dragging, p99 ms' },
  { key: 'inp', name: 'INP of keys, ms' },
]

/**
 * Boards in a real browser: 1,000 and 5,000 cards, all loaded, and 10,000 of which a page of each column is loaded, while
 * somebody else moves twenty cards a second near the top. The floor is a plain page that holds all cards and does the same.
 */
export async function* measure({ open, start, rounds, seconds, isFirst }) {
  if (!isFirst) return
  const database = await open('web')
  const product = await start(database.env)
  const least = await startChild([join(import.meta.dirname, '../floors/web.mjs')], database.env)
  const browser = await launch()
  try {
    const { rows } = await database.pool.query(`select id from pipeline where name like 'Bench %' order by position`)
    for (const [at, size] of webBoards.entries()) {
      const pipelineId = rows[at].id
      const isPaged = size > 5_000
      const seen = { product: [], floor: [] }
      const sides = {
        floor: {
          url: `${least.url}/?board=${pipelineId}`,
          tell: (move) => post(`${least.url}/move`, {}, JSON.stringify(move)),
        },
        product: {
          url: `${product.url}/b/${pipelineId}`,
          signIn: (context) => signIn(context, product.url),
          tell: ({ id, to, before }) =>
            product.ask(mutation, { i: { opportunityId: id, toStageId: to, beforeId: before } }),
        },
      }
      // What a browser does once in its life is nobody's.
      for (const { url, signIn: enter } of Object.values(sides))
        await (await BoardPage.open(browser, url, enter)).close()
      for (let round = 0; round < rounds; round += 1)
        for (const [name, side] of Object.entries(sides)) {
          const page = await BoardPage.open(browser, side.url, side.signIn)
          const mover = await Mover.on(product, pipelineId)
          seen[name].push(await look(page, { ...side, mover, seconds, isPaged: isPaged || name === 'floor' }))
          await page.close()
        }
      for (const { key, name, goal, isOfProduct } of said) {
        const [value, floor] = [seen.product, seen.floor].map((all) =>
          Number(median(all.map((one) => one[key])).toFixed(1)),
        )
        const ratio = Number((value / floor).toFixed(2))
        const figures = isOfProduct ? { value } : { value, floor, ratio }
        yield { name: `web, ${name}`, n: isPaged ? `${size} by page` : size, goal, figures }
      }
    }
  } finally {
    await browser.close()
    await least.stop()
    await product.stop()
    await database.close()
  }
}

async function look(page, { tell, mover, seconds, isPaged }) {
  const script = (await page.scriptBytes()) / 1000
  const paint = await page.firstPaint()
  if (!isPaged) await page.loadAll()
  const nodes = await page.nodes()
  await wait(500)
  const work = []
  await mover.during(4 * seconds, tell, { look: async () => work.push(await page.worked()) })
  const each = work.slice(1).map((now, at) => now - work[at])
  const frames = await mover.during(2 * seconds, tell, { beside: () => page.drag(carried, 2 * seconds) })
  const inp = await mover.during(2 * seconds, tell, { beside: () => page.keys(walked, 2 * seconds) })
  return {
    ...paint,
    script,
    nodes,
    work: (work.at(-1) - work[0]) / each.length,
    workP99: share(each, 0.99),
    frameP50: share(frames, 0.5),
    frameP95: share(frames, 0.95),
    frameP99: share(frames, 0.99),
    inp,
  }
}

const share = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)]

/** Moves cards among the tops of some columns, each before the one that stands first there. */
class Mover {
  #columns
  #turn = 0

  constructor(columns) {
    this.#columns = columns
  }

  static async on(product, pipelineId) {
    const { data } = JSON.parse(await product.ask(heads, { p: pipelineId }))
    const columns = data.board.columns.map(({ stage, opportunities }) => ({
      id: stage.id,
      cards: opportunities.nodes.map(({ id }) => id),
    }))
    return new Mover(moved.map((at) => columns[at]))
  }

  /** Twenty moves a second for so long, while something else is done beside; `look` comes before each and after the last. */
  async during(seconds, tell, { look, beside } = {}) {
    const [doing, began] = [beside?.(), performance.now()]
    for (let move = 0; move < seconds * movesPerSecond; move += 1) {
      await wait(Math.max(0, began + (move * 1000) / movesPerSecond - performance.now()))
      await look?.()
      await tell(this.#next())
    }
    await wait(1000 / movesPerSecond)
    await look?.()
    return doing
  }

  #next() {
    const [from, to] = [0, 1].map((by) => this.#columns[(this.#turn + by) % this.#columns.length])
    this.#turn += 1
    const [id] = from.cards.splice(2, 1)
    const [before] = to.cards
    to.cards.unshift(id)
    return { id, to: to.id, before }
  }
}

async function signIn(context, url) {
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email: reader, password: 'mekong-demo' },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`${reader} could not sign in: ${answer.status()}`)
}
