import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { Person } from './harness/person.ts'
import { withProvider } from './harness/provider.ts'
import { expectEqual, story } from './harness/story.ts'

const password = 'sông sâu nước chảy'

/** Somebody's row in the list of people. */
const rowOf = (admin: Person, name: string): Locator =>
  admin.page.getByRole('listitem').filter({ has: admin.page.getByRole('button', { name, exact: true }) })

/** How much each of the people has open, as an administrator reads it. */
async function openCounts(admin: Person): Promise<Record<string, number>> {
  const { users } = await admin.ask<{ users: { nodes: { name: string; openOpportunityCount: number }[] } }>(
    '{ users(first: 100) { nodes { name openOpportunityCount } } }',
  )
  return Object.fromEntries(users.nodes.map(({ name, openOpportunityCount }) => [name, openOpportunityCount]))
}

const ownerIs = (person: Person, name: string): Locator => person.page.getByRole('img', { name, exact: true })

/** The cards on a screen that show somebody as their owner. */
async function cardsOf(person: Person, name: string) {
  const cards = person.page.locator('[data-card]').filter({ has: ownerIs(person, name) })
  const ids = await cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-card') ?? ''))
  const { nodes } = await person.ask<{ nodes: { id: string; status: string }[] }>(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Opportunity { id status } } }',
    { ids },
  )
  const idsThat = (isOpen: boolean) => nodes.filter(({ status }) => (status === 'OPEN') === isOpen).map(({ id }) => id)
  return { open: idsThat(true), closed: idsThat(false) }
}

describe('people come and go', () => {
  story('who is invited comes by the link, and the list says so', async ({ come, stage: { server } }) => {
    const [admin, newcomer] = [await come('admin'), await come(null)]
    await admin.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await admin.page.goto(`${server.url}/settings/people`)
    await admin.page.getByRole('button', { name: 'Mời người mới' }).click()
    const invite = admin.page.getByRole('dialog', { name: 'Mời vào Mekong' })
    await invite.getByLabel('Email').fill('dung@example.test')
    await invite.getByLabel('Họ và tên').fill('Dũng')
    await invite.getByRole('checkbox', { name: 'Đội Ninh Kiều' }).check()
    await admin.expectNoAxeFaults()
    await invite.getByRole('button', { name: 'Gửi lời mời' }).click()
    const shown = admin.page.getByRole('dialog', { name: 'Liên kết cho Dũng' })
    await shown.getByRole('button', { name: 'Chép' }).click()
    await shown.getByRole('button', { name: 'Đã chép' }).waitFor()
    const link = await admin.page.evaluate(() => navigator.clipboard.readText())
    expect(link).toContain(`${server.url}/invite/`)
    await shown.getByRole('button', { name: 'Xong' }).click()
    await rowOf(admin, 'Dũng').getByText('Đã mời').waitFor()

    await newcomer.page.goto(link)
    await newcomer.page.getByText('Bạn sẽ đăng nhập bằng dung@example.test.').waitFor()
    await newcomer.expectNoAxeFaults()
    await newcomer.page.getByLabel('Họ và tên').fill('Trần Văn Dũng')
    await newcomer.page.getByLabel('Mật khẩu', { exact: true }).fill(password)
    await newcomer.page.getByRole('button', { name: 'Nhận lời mời' }).click()
    await newcomer.page.locator('[data-card]').first().waitFor()
    await newcomer.board.isLive()

    // The list that has been open all the time follows, under the name that they gave themself.
    const row = rowOf(admin, 'Trần Văn Dũng')
    await row.getByText('Vào lần cuối').waitFor({ timeout: 25_000 }) // it asks every 10 s
    expect(await row.getByText('Đã mời').count()).toBe(0)
    expect(await rowOf(admin, 'Dũng').count()).toBe(0)

    const late = await come(null)
    late.mayLoseTheLine = true // the browser complains of every 404
    await late.page.goto(link)
    await late.page.getByRole('heading', { name: 'Liên kết này không còn dùng được' }).waitFor()
  })

  story('who is invited comes by the organisation’s provider, at the address that was invited', ({ browser }) =>
    withProvider(async ({ server, provider }) => {
      const admin = await Person.signIn(browser, server.url, 'admin')
      const { inviteUser } = await admin.ask<{ inviteUser: { link: string } }>(
        'mutation { inviteUser(input: { email: "lam@example.test", name: "Lâm" }) { link } }',
      )
      const newcomer = await Person.arrive(browser, server.url)
      const { page } = newcomer
      const accept = page.getByRole('button', { name: 'Nhận lời mời bằng Cửu Long ID' })
      provider.person = { sub: 'other', email: 'khac@example.test', email_verified: true }
      await page.goto(inviteUser.link)
      await page.getByLabel('Họ và tên').fill(' ')
      await accept.click()
      await page.getByText('Cần điền ô này').waitFor()
      await page.getByLabel('Họ và tên').fill('Ngô Thanh Lâm')
      await accept.click()
      await page.getByRole('alert').getByText('Bạn vừa đăng nhập bằng một email khác').waitFor()
      expect(page.url()).toBe(`${inviteUser.link}?error=other_address`)
      await accept.waitFor()
      await newcomer.expectNoAxeFaults()

      provider.person = { sub: 'lam', email: 'lam@example.test', email_verified: true }
      await page.getByLabel('Họ và tên').fill('Ngô Thanh Lâm')
      await accept.click()
      await page.waitForURL((url) => url.pathname.startsWith('/b/'))
      expect(await newcomer.ask('{ viewer { user { name state } } }')).toEqual({
        viewer: { user: { name: 'Ngô Thanh Lâm', state: 'ACTIVE' } },
      })
      for (const person of [newcomer, admin]) await person.leave()
    }),
  )

  story('nobody is offered to deactivate themself', async ({ come, stage: { server } }) => {
    const admin = await come('admin')
    await admin.page.goto(`${server.url}/settings/people`)
    const leaving = admin.page.getByRole('dialog').getByRole('button', { name: 'Cho nghỉ…' })
    for (const [name, offered] of [
      ['Huỳnh Ngọc Diễm', 0],
      ['Nguyễn Hoài An', 1],
    ] as const) {
      await rowOf(admin, name).getByRole('button').click()
      const panel = admin.page.getByRole('dialog', { name })
      await panel.getByText('Đăng nhập và phiên').waitFor()
      expect([name, await leaving.count()]).toEqual([name, offered])
      await admin.page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
    }
  })

  story('23: a rep leaves, is out, and their cards are another’s', async ({ come, stage: { server } }) => {
    const [admin, an] = [await come('admin'), await come('an')]
    const manager = await come('manager', { height: 6400 }) // every card is drawn
    await manager.openBoard()
    await an.openBoard()
    const before = await openCounts(admin)
    const left = before['Nguyễn Hoài An'] ?? 0
    expect(left).toBeGreaterThan(0)
    const { open: theirs, closed } = await cardsOf(manager, 'Nguyễn Hoài An')
    expect(theirs.length).toBeGreaterThan(0)
    await manager.page.evaluate(() => Object.assign(window, { isSamePage: true }))
    an.mayLoseTheLine = true // what the browser says of a session that has ended

    await admin.page.goto(`${server.url}/settings/people`)
    await rowOf(admin, 'Nguyễn Hoài An').getByRole('button').click()
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Cho nghỉ…' }).click()
    const dialog = admin.page.getByRole('dialog', { name: 'Cho Nguyễn Hoài An nghỉ?' })
    const successor = dialog.getByRole('combobox', { name: `${left} cơ hội đang mở chuyển cho` })
    expect(await successor.inputValue()).toBe('Lê Thu Hạnh') // who leads their team
    await successor.fill('binh')
    await dialog.getByRole('option', { name: 'Trần Quốc Bình' }).click()
    await admin.expectNoAxeFaults()
    await dialog.getByRole('button', { name: 'Cho nghỉ và bàn giao' }).click()

    const again = an.page.getByRole('dialog', { name: 'Đăng nhập' })
    await again.waitFor({ timeout: 5_000 })
    for (const id of theirs)
      await manager.board
        .card(id)
        .filter({ has: ownerIs(manager, 'Trần Quốc Bình') })
        .waitFor({ timeout: 5_000 })
    // What is closed stays theirs.
    expect(await cardsOf(manager, 'Nguyễn Hoài An')).toEqual({ open: [], closed })
    expect(await manager.page.evaluate(() => 'isSamePage' in window)).toBe(true)
    await expectEqual(manager)

    const row = rowOf(admin, 'Nguyễn Hoài An')
    await row.getByText('Đã bàn giao cho Trần Quốc Bình').waitFor()
    await row.getByText('Đã nghỉ').waitFor()
    const after = await openCounts(admin)
    expect(after['Nguyễn Hoài An']).toBe(0)
    expect(after['Trần Quốc Bình']).toBe((before['Trần Quốc Bình'] ?? 0) + left)

    // The way back in is closed too, over the board and at the front door.
    await again.getByLabel('Mật khẩu', { exact: true }).fill('mekong-demo')
    await again.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await again.getByText('Email hoặc mật khẩu chưa đúng').first().waitFor()
    await an.page.reload()
    await an.page.waitForURL((url) => url.pathname === '/sign-in')
    await an.page.getByRole('button', { name: 'Đăng nhập', exact: true }).waitFor()
  })
})
