import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import SignInStage from './testing/SignInStage.svelte'

type Answer = () => Response | Promise<Response>

/** The server as this page sees it: one answer for each door. */
let signInAnswer: Answer
let demoAnswer: Answer
let sent: unknown[]
/** Of the second step, one after the other. */
let codeAnswers: Response[] = []

const demo = {
  password: 'mekong-demo',
  accounts: [
    { email: 'an@demo.mekong.test', name: 'Nguyễn Hoài An', role: 'REP' },
    { email: 'binh@demo.mekong.test', name: 'Trần Quốc Bình', role: 'REP' },
    { email: 'leader@demo.mekong.test', name: 'Lê Thu Hạnh', role: 'TEAM_LEADER' },
  ],
}

beforeEach(() => {
  sent = []
  codeAnswers = []
  signInAnswer = () => Response.json({ user: {} })
  demoAnswer = () => new Response(null, { status: 404 })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (input === '/api/demo-accounts') return demoAnswer()
    if (String(input).startsWith('/api/auth/two-factor/')) {
      sent.push({ path: String(input), ...JSON.parse(String(init?.body)) })
      return codeAnswers.shift() ?? Response.json({})
    }
    expect(input).toBe('/api/auth/sign-in/email')
    expect(init?.method).toBe('POST')
    sent.push(JSON.parse(String(init?.body)))
    return signInAnswer()
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const email = page.getByRole('textbox', { name: 'Email' })
const password = page.getByLabelText('Password', { exact: true })
const submit = page.getByRole('button', { name: 'Sign in' })

describe('signing in', () => {
  it('goes by keyboard alone and sends what was typed', async () => {
    const onsignedin = vi.fn()
    await render(SignInStage, { onsignedin })
    await expect.element(email).toHaveFocus()
    await userEvent.keyboard('an@demo.mekong.test{Tab}')
    await expect.element(password).toHaveFocus()
    await expectNoAxeFaults()
    await userEvent.keyboard('mekong-demo{Enter}')
    await vi.waitFor(() => expect(onsignedin).toHaveBeenCalledOnce())
    expect(sent).toEqual([{ email: 'an@demo.mekong.test', password: 'mekong-demo' }])
  })

  it('keeps the email after a wrong password and says so kindly', async () => {
    signInAnswer = () => Response.json({ code: 'INVALID_EMAIL_OR_PASSWORD' }, { status: 401 })
    const onsignedin = vi.fn()
    await render(SignInStage, { onsignedin })
    await userEvent.fill(email, 'an@demo.mekong.test')
    await userEvent.fill(password, 'guess')
    await submit.click()
    await expect.element(page.getByText('Email or password is not right. Please try again.').first()).toBeVisible()
    expect(document.querySelector('[data-announcer="urgent"]')?.textContent).toContain('not right')
    await expect.element(email).toHaveValue('an@demo.mekong.test')
    await expect.element(password).toHaveValue('')
    await expect.element(password).toHaveFocus()
    expect(onsignedin).not.toHaveBeenCalled()
    await expectNoAxeFaults()
  })

  it('asks for what is missing without asking the server', async () => {
    await render(SignInStage, { onsignedin: () => {} })
    await submit.click()
    await expect.element(email).toHaveFocus()
    await expect.element(email).toHaveAccessibleDescription('Enter your email.')
    await expect.element(password).toHaveAccessibleDescription('Enter your password.')
    expect(sent).toEqual([])
  })

  it('counts the seconds down when there were too many attempts', async () => {
    signInAnswer = () => Response.json({}, { status: 429, headers: { 'x-retry-after': '2' } })
    await render(SignInStage, { onsignedin: () => {} })
    await userEvent.fill(email, 'an@demo.mekong.test')
    await userEvent.fill(password, 'mekong-demo')
    await submit.click()
    await expect.element(page.getByText('Too many attempts. Try again in 2 seconds.').first()).toBeVisible()
    await expect.element(submit).toBeDisabled()
    await expect.element(page.getByText('Too many attempts. Try again in 1 second.').first()).toBeVisible()
    await expect.element(submit).toBeEnabled()
    // What was typed is still there.
    await expect.element(password).toHaveValue('mekong-demo')
  })

  it('says when the server cannot be reached', async () => {
    signInAnswer = () => Promise.reject(new TypeError('Failed to fetch'))
    await render(SignInStage, { onsignedin: () => {} })
    await userEvent.fill(email, 'an@demo.mekong.test')
    await userEvent.fill(password, 'mekong-demo')
    await submit.click()
    await expect.element(page.getByText('The server cannot be reached.', { exact: false }).first()).toBeVisible()
  })

  it('sends one request however often the button is pressed', async () => {
    let answer: (response: Response) => void = () => {}
    signInAnswer = () => new Promise((resolve) => (answer = resolve))
    const onsignedin = vi.fn()
    await render(SignInStage, { onsignedin })
    await userEvent.fill(email, 'an@demo.mekong.test')
    await userEvent.fill(password, 'mekong-demo')
    await submit.click()
    await expect.element(page.getByRole('button', { name: 'Signing in…' })).toHaveAttribute('aria-disabled', 'true')
    await userEvent.type(password, '{Enter}')
    answer(Response.json({}))
    await vi.waitFor(() => expect(onsignedin).toHaveBeenCalledOnce())
    expect(sent).toHaveLength(1)
  })

  it('shows the password when asked', async () => {
    await render(SignInStage, { onsignedin: () => {} })
    await userEvent.fill(password, 'mekong-demo')
    await expect.element(password).toHaveAttribute('type', 'password')
    await page.getByRole('button', { name: 'Show password' }).click()
    await expect.element(password).toHaveAttribute('type', 'text')
  })
})

describe('the second step', () => {
  const begin = async (onsignedin: () => void) => {
    signInAnswer = () => Response.json({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
    await render(SignInStage, { onsignedin })
    await userEvent.fill(email, 'an@demo.mekong.test')
    await userEvent.fill(password, 'mekong-demo')
    await submit.click()
  }
  const code = page.getByRole('textbox', { name: 'Code of 6 digits' })

  it('follows the password, by keyboard alone, and lets in by the right code', async () => {
    codeAnswers = [Response.json({ code: 'INVALID_CODE' }, { status: 401 }), Response.json({ token: 'x' })]
    const onsignedin = vi.fn()
    await begin(onsignedin)
    await expect.element(code).toHaveFocus()
    await expectNoAxeFaults()
    await userEvent.keyboard('111111{Enter}')
    await expect.element(code).toHaveAccessibleDescription('The code is not right. Check it and try again.')
    await expect.element(code).toHaveValue('')
    await expect.element(code).toHaveFocus()
    expect(onsignedin).not.toHaveBeenCalled()
    await userEvent.keyboard('123 456{Enter}')
    await vi.waitFor(() => expect(onsignedin).toHaveBeenCalledOnce())
    expect(sent.at(-1)).toEqual({ path: '/api/auth/two-factor/verify-totp', code: '123456' })
  })

  it('takes a backup code, and leads back to the password', async () => {
    codeAnswers = [Response.json({ code: 'INVALID_TWO_FACTOR_COOKIE' }, { status: 401 })]
    await begin(() => {})
    await page.getByRole('button', { name: 'Use a backup code' }).click()
    const backup = page.getByRole('textbox', { name: 'Backup code' })
    await userEvent.fill(backup, 'abcde-fghij')
    await userEvent.keyboard('{Enter}')
    await expect.element(backup).toHaveAccessibleDescription('This step has expired. Enter your password again.')
    expect(sent.at(-1)).toEqual({ path: '/api/auth/two-factor/verify-backup-code', code: 'abcde-fghij' })
    await page.getByRole('button', { name: 'Back' }).click()
    await expect.element(password).toHaveValue('')
    await expect.element(email).toHaveValue('an@demo.mekong.test')
  })
})

describe('the demo’s people', () => {
  it('fill the form, told apart by name where a role has several', async () => {
    demoAnswer = () => Response.json(demo)
    await render(SignInStage, { onsignedin: () => {} })
    await page.getByRole('button', { name: 'Rep Bình' }).click()
    await expect.element(email).toHaveValue('binh@demo.mekong.test')
    await expect.element(password).toHaveValue('mekong-demo')
    await expect.element(page.getByRole('button', { name: 'Rep Bình' })).toHaveAttribute('aria-pressed', 'true')
    await expect.element(page.getByRole('button', { name: 'Leader' })).toHaveAttribute('aria-pressed', 'false')
    await expectNoAxeFaults()
  })

  it('are absent without a demo, and when the answer is no such list', async () => {
    demoAnswer = () => Response.json({ accounts: [{ email: 1 }], password: 'x' })
    await render(SignInStage, { onsignedin: () => {} })
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledWith('/api/demo-accounts', expect.anything()))
    await expect.element(page.getByText('Demo: choose a role')).not.toBeInTheDocument()
  })
})
