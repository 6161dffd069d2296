import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { BoardPage } from './board-page.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface PersonOptions {
  readonly language?: 'vi' | 'en'
  readonly phone?: boolean
  readonly height?: number
}

/** What the browser itself says when a request fails; the client handles it and tells the person in its own words. */
const ofTheLine =
  /Failed to load resource|Couldn't load preload assets|WebSocket connection to .* failed|net::ERR_|ERR_CONNECTION|ERR_INTERNET/

/** Somebody with a browser of their own: of the demo organisation, or a stranger. */
export class Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly board: BoardPage
  readonly #origin: string
  readonly #complaints: string[] = []
  /** Set while a story cuts the line or restarts the server. */
  mayLoseTheLine = false

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.context = context
    this.page = page
    this.board = new BoardPage(page)
    this.#origin = origin
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#complain(message.text())
    })
    page.on('pageerror', (error) => this.#complain(String(error)))
  }

  /** `name` is the part before the @ of a demo address. */
  static async signIn(browser: Browser, origin: string, name: string, options: PersonOptions = {}): Promise<Person> {
    const person = await Person.arrive(browser, origin, options)
    const answer = await person.context.request.post(`${origin}/api/auth/sign-in/email`, {
      data: { email: `${name}@demo.mekong.test`, password: 'mekong-demo' },
      headers: { origin },
    })
    expect(answer.status()).toBe(200)
    return person
  }

  /** Somebody whom we do not know yet. */
  static async arrive(browser: Browser, origin: string, options: PersonOptions = {}): Promise<Person> {
    const { language = 'vi', phone = false, height = 900 } = options
    const screen: BrowserContextOptions = phone
      ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
      : { viewport: { width: 1440, height } }
    const context = await browser.newContext({ ...screen, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    context.setDefaultTimeout(12_000)
    const page = await context.newPage()
    if (language === 'en') await page.addInitScript(() => localStorage.setItem('mekong.locale', 'en'))
    await page.addInitScript(() => {
      // Shifts of the page that no hand of its own has caused.
      // What moved is told with how much, so that a failure names its cause.
      const shifts: string[] = []
      Object.assign(window, { shifts })
      const nameOf = (node: unknown) =>
        node instanceof Element
          ? node.outerHTML.slice(0, 120)
          : node instanceof Node
            ? (node.textContent ?? '')
            : 'gone'
      const moved = (entry: PerformanceEntry) =>
        'sources' in entry && Array.isArray(entry.sources)
          ? entry.sources.map(({ node }) => nameOf(node)).join(' | ')
          : ''
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if ('hadRecentInput' in entry && 'value' in entry && entry.hadRecentInput === false)
            shifts.push(`${Number(entry.value)}: ${moved(entry)}`)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    return new Person(context, page, origin)
  }

  async openBoard(path = '/'): Promise<BoardPage> {
    await this.page.goto(this.#origin + path)
    await this.page.locator('[data-card]').first().waitFor()
    await this.board.isLive()
    await this.page.evaluate(() => void (window as unknown as { shifts: string[] }).shifts.splice(0))
    return this.board
  }

  /** The path and query of the address line. */
  get path(): string {
    const { pathname, search } = new URL(this.page.url())
    return pathname + search
  }

  /** Asks the API as this person, past the screen. */
  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const answer = await this.context.request.post(`${this.#origin}/graphql`, {
      data: { query, variables },
      headers: { 'accept-language': 'vi' },
    })
    const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown }
    expect(errors).toBeUndefined()
    return data
  }

  /** The text that a screen reader has been given since it was asked last. */
  async spoken(): Promise<readonly string[]> {
    return this.page.locator('[aria-live] p, [aria-live] div').allTextContents()
  }

  async expectNoShift(): Promise<void> {
    expect(await this.page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([])
  }

  async expectNoAxeFaults(): Promise<void> {
    await this.page.evaluate(axeSource)
    const faults = await this.page.evaluate(async () => {
      const ending = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
      await Promise.allSettled(ending.map((one) => one.finished))
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const { violations } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    })
    expect(faults).toEqual([])
  }

  /** Ends the visit; whatever the console complained of fails the story. */
  async leave(): Promise<void> {
    await this.context.close()
    expect(this.#complaints).toEqual([])
  }

  #complain(text: string): void {
    if (!(this.mayLoseTheLine && ofTheLine.test(text))) this.#complaints.push(text)
  }
}
