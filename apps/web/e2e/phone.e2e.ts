import { describe, expect } from 'vitest'
import type { Person } from './harness/person.ts'
import { story } from './harness/story.ts'

/** A finger that goes from one place of the screen to another, frame by frame, and rests there before it leaves. */
async function swipe({ page }: Person, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const steps = 8
  const rest = 8
  const touch = (type: 'touchStart' | 'touchMove', share: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [{ x: from[0] + (to[0] - from[0]) * share, y: from[1] + (to[1] - from[1]) * share }],
    })
  const frame = () => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
  await touch('touchStart', 0)
  for (let step = 1; step <= steps + rest; step++) {
    await frame()
    await touch('touchMove', Math.min(1, step / steps))
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

describe('on a phone', () => {
  story('28: swipe to the next stage, move by the menu; nothing scrolls sideways but the tabs', async ({ come }) => {
    const an = await come('an', { phone: true })
    const binh = await come('binh')
    await an.openBoard()
    await binh.openBoard(an.path)
    const tab = (name: RegExp) => an.page.getByRole('tab', { name })
    expect(await tab(/Triển vọng/).getAttribute('aria-selected')).toBe('true')

    await swipe(an, [340, 500], [60, 500])
    await expect.poll(() => tab(/Cơ hội/).getAttribute('aria-selected')).toBe('true')
    const { id } = (await binh.board.pick('Cơ hội')) ?? {}
    await an.board.card(id).getByRole('button').tap()
    await an.expectNoAxeFaults()
    await an.page.getByRole('menuitem', { name: 'Chuyển tới…' }).tap()
    await an.page.getByRole('menuitem', { name: 'Đã thẩm định' }).tap()

    await binh.board.cardIn('Đã thẩm định', id).waitFor()
    await an.board.card(id).waitFor({ state: 'detached' })
    await swipe(an, [340, 500], [60, 500])
    await an.board.card(id).waitFor()
    const isWider = await an.page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(isWider).toBe(false)
    await an.expectNoAxeFaults()
  })

  story('28: a finger that rests lifts the card, and the edge turns the stage', async ({ come }) => {
    const an = await come('an', { phone: true })
    await an.openBoard()
    const cards = an.page.locator('[data-card]')
    const id = (await cards.first().getAttribute('data-card')) ?? ''
    const box = await an.board.card(id).boundingBox()
    const session = await an.page.context().newCDPSession(an.page)
    const touch = (type: 'touchStart' | 'touchMove', x: number, y: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y }] })
    const [x, y] = [(box?.x ?? 0) + 80, (box?.y ?? 0) + 30]

    await touch('touchStart', x, y)
    await an.page.locator('.lifted').waitFor()
    await touch('touchMove', 384, y + 20)
    await expect.poll(() => an.page.getByRole('tab', { name: /Cơ hội/ }).getAttribute('aria-selected')).toBe('true')
    await touch('touchMove', 200, y + 40)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })

    await an.board.card(id).waitFor()
    expect(await an.page.getByRole('tab', { name: /Cơ hội/ }).getAttribute('aria-selected')).toBe('true')
  })
})
