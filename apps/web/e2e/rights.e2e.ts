import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Person } from './harness/person.ts'
import { story } from './harness/story.ts'

/** Opens somebody's panel in the settings, changes it and saves. */
async function changeAn(admin: Person, url: string, change: (panel: ReturnType<Page['getByRole']>) => Promise<void>) {
  await admin.page.goto(`${url}/settings/people`)
  await admin.page.getByText('Nguyễn Hoài An').first().click()
  const panel = admin.page.getByRole('dialog')
  await panel.getByText('Đăng nhập và phiên').waitFor() // nothing moves any more
  await change(panel)
  const save = panel.getByRole('button', { name: 'Lưu', exact: true })
  await save.click()
  // There is nothing left to save once it is saved.
  await expect.poll(() => save.isDisabled(), { timeout: 10_000 }).toBe(true)
}

const money = (person: Person) => person.page.locator('main').getByText('₫').count()
const cardsSeen = (person: Person) => person.page.locator('[data-card]').count()

describe('rights that change while a board is open', () => {
  story('money goes and comes back within five seconds, without a page load', async ({ come, stage: { server } }) => {
    const [admin, an] = [await come('admin'), await come('an')]
    await an.openBoard()
    await an.board.isLive()
    expect(await money(an)).toBeGreaterThan(0)
    await an.page.evaluate(() => Object.assign(window, { isSamePage: true }))

    await changeAn(admin, server.url, (panel) => panel.getByText('Xem số tiền').click())
    await expect.poll(() => money(an), { timeout: 5_000 }).toBe(0)
    expect(await cardsSeen(an)).toBeGreaterThan(0)
    await an.expectNoAxeFaults()
    expect(await an.page.locator('[data-card]').first().getAttribute('aria-label')).not.toContain('số tiền')

    await an.page.evaluate(() => document.querySelector<HTMLAnchorElement>('a[href*="/list"]')?.click())
    await an.page.locator('[data-row]').first().waitFor()
    expect(await money(an)).toBe(0)
    expect(await an.page.locator('[data-cell="amount"] button').count()).toBe(0)
    await an.page.goBack()
    await an.board.isLive()

    await changeAn(admin, server.url, (panel) => panel.getByText('Xem số tiền').click())
    await expect.poll(() => money(an), { timeout: 5_000 }).toBeGreaterThan(0)
    expect(await an.page.evaluate(() => 'isSamePage' in window)).toBe(true)
  })

  story(
    '23: another team, and the cards of the old one leave within five seconds',
    async ({ come, stage: { server } }) => {
      const [admin, an] = [await come('admin'), await come('an')]
      await an.openBoard()
      await an.board.isLive()
      const before = (await an.board.columns()).map(({ count }) => Number(count))
      await changeAn(admin, server.url, async (panel) => {
        await panel.getByRole('checkbox', { name: 'Đội Ninh Kiều' }).uncheck()
        await panel.getByRole('checkbox', { name: 'Đội Vĩnh Long' }).check()
      })
      await expect
        .poll(async () => (await an.board.columns()).map(({ count }) => Number(count)), { timeout: 5_000 })
        .not.toEqual(before)
      await an.board.isLive()
    },
  )
})
