import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { chromiumArgs, findChromium } from '../scripts/chromium.mjs'

const { chromium } = createRequire(new URL('../apps/web/package.json', import.meta.url))('playwright-core')

export const launch = async () => chromium.launch({ executablePath: await findChromium(), args: [...chromiumArgs] })

/** Runs in the page before all else: when the first card was painted, how long frames and answers to a key took. */
function watch() {
  const seen = { firstPaint: null, lcp: 0, answers: new Map(), frames: [] }
  Object.assign(window, { seen })
  const look = () => {
    if (document.querySelector('[data-card]')) requestAnimationFrame(() => (seen.firstPaint = performance.now()))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) seen.answers.set(interactionId, Math.max(duration, seen.answers.get(interactionId) ?? 0))
  }).observe({ type: 'event', durationThreshold: 16 })
}

/** A board in a browser, the product's or the plain one: both mark cards and columns alike. */
export class BoardPage {
  #page
  #cdp

  static async open(browser, url, signIn) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' })
    await signIn?.(context)
    const board = new BoardPage()
    board.#page = await context.newPage()
    board.#cdp = await context.newCDPSession(board.#page)
    await board.#cdp.send('Performance.enable')
    await board.#page.addInitScript(watch)
    await board.#page.goto(url)
    await board.#page.waitForFunction(() => window.seen.firstPaint !== null, undefined, { timeout: 60_000 })
    await board.#page.locator('[data-live="on"]').first().waitFor()
    return board
  }

  close() {
    return this.#page.context().close()
  }

  /** Scrolls every column on until all that it has is loaded, and back to the top. */
  async loadAll() {
    await this.#page.waitForFunction(
      () => {
        for (const frame of document.querySelectorAll('[data-cards]')) frame.scrollTop = frame.scrollHeight
        return document.querySelector('p.more') === null
      },
      undefined,
      { polling: 50, timeout: 180_000 },
    )
    await this.#page.evaluate(() => {
      for (const frame of document.querySelectorAll('[data-cards]')) frame.scrollTop = 0
    })
  }

  /** In milliseconds since the navigation began. */
  firstPaint() {
    return this.#page.evaluate(() => ({ firstPaint: window.seen.firstPaint, lcp: window.seen.lcp }))
  }

  nodes() {
    return this.#page.evaluate(() => document.querySelectorAll('*').length)
  }

  /** Gzipped bytes of the scripts that had come when the board was painted. */
  async scriptBytes() {
    const urls = await this.#page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(
          ({ name, responseEnd }) => new URL(name).pathname.endsWith('.js') && responseEnd <= window.seen.firstPaint,
        )
        .map(({ name }) => name),
    )
    const bodies = await Promise.all(urls.map(async (url) => (await this.#page.context().request.get(url)).body()))
    return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
  }

  /** What the page has worked so far, in milliseconds: script, style and layout. */
  async worked() {
    const { metrics } = await this.#cdp.send('Performance.getMetrics')
    const of = (name) => metrics.find((one) => one.name === name).value * 1000
    return of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration')
  }

  /** Carries a card of a column to and fro for so long and puts it back; how long each frame took. */
  async drag(column, seconds) {
    const box = await this.#page.locator('[data-column]').nth(column).locator('[data-card]').first().boundingBox()
    const { mouse } = this.#page
    await mouse.move(box.x + 40, box.y + 20)
    await mouse.down()
    await mouse.move(box.x + 60, box.y + 40, { steps: 4 })
    await this.#page.evaluate(() => {
      window.seen.frames = []
      window.seen.isWatching = true
      let last = performance.now()
      const tell = (now) => {
        window.seen.frames.push(now - last)
        last = now
        if (window.seen.isWatching) requestAnimationFrame(tell)
      }
      requestAnimationFrame(tell)
    })
    const end = performance.now() + seconds * 1000
    for (let step = 0; performance.now() < end; step += 1)
      await mouse.move(100 + 620 * (1 + Math.sin(step / 40)), 300 + 150 * Math.cos(step / 25))
    const frames = await this.#page.evaluate(() => {
      window.seen.isWatching = false
      return window.seen.frames.slice(1)
    })
    await this.#page.keyboard.press('Escape')
    await mouse.up()
    return frames
  }

  /** Goes down and up among the cards of a column with the keys; how long the slowest of fifty answers took. */
  async keys(column, seconds) {
    await this.#page.locator('[data-column]').nth(column).locator('[data-card]').first().focus()
    await this.#page.evaluate(() => window.seen.answers.clear())
    const end = performance.now() + seconds * 1000
    for (let press = 0; performance.now() < end; press += 1) {
      await this.#page.keyboard.press(press % 10 < 5 ? 'ArrowDown' : 'ArrowUp')
      await this.#page.waitForTimeout(50)
    }
    // Faster ones than 16 ms are not told.
    return this.#page.evaluate(() =>
      Math.max(16, ...[...window.seen.answers.values()].sort((a, b) => b - a).slice(0, 1)),
    )
  }
}
