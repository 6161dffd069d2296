import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { codeOf } from '../../api/test/sign-in/tools/code-app.ts'
import { withProvider } from './harness/provider.ts'
import { story } from './harness/story.ts'

const password = 'mekong-demo'
const newPassword = 'mekong-demo-moi'

async function visitor(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  context.setDefaultTimeout(15_000)
  return { context, page: await context.newPage() }
}

async function signIn(page: Page, url: string, name: string, secret = password): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByRole('textbox', { name: 'Email' }).fill(`${name}@demo.mekong.test`)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

const onBoard = (page: Page) => page.locator('[data-card]').first().waitFor()

describe('security of an account', () => {
  story('a forgotten password is replaced by the link of a mail', async ({ browser, stage: { server } }) => {
    const { context, page } = await visitor(browser)
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click()
    await page.getByRole('heading', { name: 'Quên mật khẩu' }).waitFor()
    await page.getByRole('textbox', { name: 'Email' }).fill('chi@demo.mekong.test')
    await page.getByRole('button', { name: 'Gửi liên kết' }).click()
    await page.getByRole('link', { name: 'Thư đang chờ gửi' }).click()
    const link = page.getByRole('link', { name: /\/reset\// })
    // It is written a moment after the answer, which is the same for everybody.
    for (let look = 0; look < 20 && (await link.count()) === 0; look++) {
      await page.getByRole('button', { name: 'Tải lại' }).click()
      await page.waitForLoadState('networkidle')
    }
    await link.click()
    await page.getByLabel('Mật khẩu mới').fill(newPassword)
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
    await page.getByRole('heading', { name: 'Đã đặt mật khẩu mới' }).waitFor()
    await signIn(page, server.url, 'chi', newPassword)
    await onBoard(page)
    await context.close()
  })

  story('an app is set up, and its code is the second step', async ({ browser, come, stage: { server } }) => {
    const an = await come('an')
    await an.page.goto(`${server.url}/settings/account`)
    await an.page.getByRole('button', { name: 'Bật…' }).click()
    const dialog = an.page.getByRole('dialog')
    await dialog.getByLabel('Xác nhận bằng mật khẩu').fill(password)
    await dialog.getByRole('button', { name: 'Xác nhận' }).click()
    await dialog.getByRole('img', { name: 'Mã QR' }).waitFor()
    await an.expectNoAxeFaults()
    const secret = (await dialog.locator('code').textContent())?.replace(/\s/g, '') ?? ''
    const uri = `otpauth://totp/Mekong?secret=${secret}`
    await dialog.getByLabel('Mã 6 chữ số').fill(codeOf(uri))
    await dialog.getByRole('button', { name: 'Xác nhận' }).click()
    const kept = await an.page.getByRole('textbox', { name: 'Giữ các mã dự phòng' }).inputValue()
    await an.page.getByRole('dialog').getByRole('button', { name: 'Xong' }).click()
    await an.page.getByText('Đang bật').waitFor()

    const { context, page } = await visitor(browser)
    await signIn(page, server.url, 'an')
    await page.getByLabel('Mã 6 chữ số').fill('000000')
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await page.getByText('Mã chưa đúng').first().waitFor()
    // Each code is good once; that of the next half-minute is taken already.
    await page.getByLabel('Mã 6 chữ số').fill(codeOf(uri, Date.now() + 30_000))
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await onBoard(page)
    await context.close()

    const lost = await visitor(browser)
    await signIn(lost.page, server.url, 'an')
    await lost.page.getByRole('button', { name: 'Dùng mã dự phòng' }).click()
    await lost.page.getByLabel('Mã dự phòng').fill(kept.split(/\s+/)[0] ?? '')
    await lost.page.getByRole('button', { name: 'Tiếp tục' }).click()
    await onBoard(lost.page)
    await lost.context.close()
  })

  story('an administrator takes a lost second step away', async ({ browser, come, stage: { server } }) => {
    // Whoever went before has turned it on.
    const admin = await come('admin')
    await admin.page.goto(`${server.url}/settings/people`)
    await admin.page
      .getByRole('button', { name: /Nguyễn Hoài An/ })
      .first()
      .click()
    const sheet = admin.page.getByRole('dialog')
    await sheet.getByText('Xác thực hai bước: Đang bật').waitFor()
    await admin.expectNoAxeFaults()
    await sheet.getByRole('button', { name: 'Gỡ xác thực hai bước…' }).click()
    await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Gỡ', exact: true }).click()
    await sheet.getByText('Chưa đăng nhập ở đâu').waitFor()
    const { context, page } = await visitor(browser)
    await signIn(page, server.url, 'an')
    await onBoard(page)
    await context.close()
  })

  story('a passkey is added and signs in without a password', async ({ browser, stage: { server } }) => {
    // A passkey wants a name, which an IP number is not.
    const url = server.url.replace('127.0.0.1', 'localhost')
    const { context, page } = await visitor(browser)
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await signIn(page, url, 'binh')
    await onBoard(page)
    await page.goto(`${url}/settings/account`)
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('Máy ở nhà')
    await dialog.getByRole('button', { name: 'Thêm khóa truy cập' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Máy ở nhà' }).waitFor()
    await context.clearCookies()
    await page.goto(`${url}/sign-in`)
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
    await onBoard(page)
    await context.close()
  })

  story('a session that is ended elsewhere closes its board', async ({ browser, come, stage: { server } }) => {
    const leader = await come('leader')
    await leader.page.goto(`${server.url}/settings/account`)
    const { context, page } = await visitor(browser)
    await signIn(page, server.url, 'leader')
    await onBoard(page)
    await leader.page.reload()
    await leader.page.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click()
    await page.getByRole('dialog', { name: 'Đăng nhập' }).waitFor()
    await leader.page.getByText('Phiên này').waitFor()
    await leader.expectNoAxeFaults()
    await context.close()
  })

  story(
    'a new password ends other browsers, and not one’s own other tab',
    async ({ browser, come, stage: { server } }) => {
      const viewer = await come('viewer')
      const board = await viewer.openBoard()
      const { context, page } = await visitor(browser)
      await signIn(page, server.url, 'viewer')
      await onBoard(page)
      const settings = await viewer.context.newPage()
      await settings.goto(`${server.url}/settings/account`)
      await settings.getByLabel('Mật khẩu hiện tại').fill(password)
      await settings.getByLabel('Mật khẩu mới').fill(newPassword)
      // What is asked between the end of the old session and the arrival of the new one's cookie gets 401, and is asked again.
      viewer.mayLoseTheLine = true
      await settings.getByRole('button', { name: 'Đổi mật khẩu' }).click()
      await page.getByRole('dialog', { name: 'Đăng nhập' }).waitFor()
      const manager = await come('manager')
      await manager.openBoard(viewer.path)
      const { id } = await manager.board.pick('Cơ hội')
      await manager.board.card(id).focus()
      await manager.page.keyboard.press('.')
      await manager.board.cardIn('Đã thẩm định', id).waitFor()
      await board.cardIn('Đã thẩm định', id).waitFor()
      expect(await viewer.page.getByRole('dialog').count()).toBe(0)
      await context.close()
    },
  )

  story('the organisation’s provider signs in whom it knows', ({ browser }) =>
    withProvider(async ({ server, provider }) => {
      provider.person = { sub: 'an', email: 'an@demo.mekong.test', email_verified: true }
      const { context, page } = await visitor(browser)
      await page.goto(`${server.url}/sign-in`)
      await page.getByRole('button', { name: 'Đăng nhập bằng Cửu Long ID' }).click()
      await onBoard(page)
      await context.clearCookies()
      provider.person = { sub: 'stranger', email: 'stranger@demo.mekong.test', email_verified: true }
      await page.goto(`${server.url}/sign-in`)
      await page.getByRole('button', { name: 'Đăng nhập bằng Cửu Long ID' }).click()
      await page.getByText('Không đăng nhập được bằng nhà cung cấp này').waitFor()
      expect(new URL(page.url()).pathname).toBe('/sign-in')
      await context.close()
    }),
  )
})
