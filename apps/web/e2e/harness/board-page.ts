import type { Locator, Page } from 'playwright-core'

export interface SeenCard {
  readonly id: string
  readonly title: string
}

/** A column as it is drawn: what its head says, and its cards from the top. */
export interface SeenColumn {
  readonly name: string
  readonly count: string
  readonly sums: string
  readonly cards: readonly SeenCard[]
}

/** The board on somebody's screen, by roles and names. */
export class BoardPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  column(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  card(id: string): Locator {
    return this.page.locator(`[data-card="${id}"]`)
  }

  cardIn(column: string, id: string): Locator {
    return this.column(column).locator(`[data-card="${id}"]`)
  }

  /** A card by its place in a column, from 0. */
  async pick(column: string, index = 0): Promise<SeenCard> {
    const card = (await this.cards(column))[index]
    if (!card) throw new Error(`${column} has no card ${index}.`)
    return card
  }

  async cards(column: string): Promise<readonly SeenCard[]> {
    return (await this.columns()).find(({ name }) => name === column)?.cards ?? []
  }

  /** The card that has the focus. */
  async focused(): Promise<string | null> {
    return this.page.evaluate(() => document.activeElement?.getAttribute('data-card') ?? null)
  }

  get badge(): Locator {
    return this.page.locator('[data-live]')
  }

  async isLive(): Promise<void> {
    // The longest wait between two attempts is 15 s.
    await this.page.locator('[data-live="on"]').waitFor({ timeout: 25_000 })
  }

  async columns(): Promise<readonly SeenColumn[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('[data-column]')].map((column) => ({
        name: column.querySelector('h2')?.textContent ?? '',
        count: column.querySelector('header .count')?.textContent ?? '',
        sums: column.querySelector('header .sum')?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
        cards: [...column.querySelectorAll('[data-card]')]
          .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
          .map((card) => ({
            id: card.getAttribute('data-card') ?? '',
            title: card.querySelector('h3')?.textContent ?? '',
          })),
      })),
    )
  }

  /** Takes a card into the hand; `over` and `drop` go on from there. */
  async lift(id: string): Promise<void> {
    const box = await boxOf(this.card(id))
    await this.page.mouse.move(box.x + 40, box.y + 20)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + 50, box.y + 26, { steps: 3 })
  }

  /** Holds it over a column, its middle above that of the card there. */
  async over(column: string, place: 'top' | 'bottom' = 'top'): Promise<void> {
    const box = await boxOf(this.column(column))
    const y = place === 'top' ? box.y + 90 : box.y + box.height - 30
    await this.page.mouse.move(box.x + box.width / 2, y, { steps: 10 })
  }

  async drop(): Promise<void> {
    await this.page.mouse.up()
  }

  async drag(id: string, column: string): Promise<void> {
    await this.lift(id)
    await this.over(column)
    await this.drop()
  }
}

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not on the screen.')
  return box
}
