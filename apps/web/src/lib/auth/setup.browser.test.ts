import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import SetupStage from './testing/SetupStage.svelte'

let answer: () => Response
let sent: Record<string, unknown>[]

beforeEach(() => {
  sent = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    expect(input).toBe('/api/setup/a%20token%2F1')
    sent.push(JSON.parse(String(init?.body)))
    return answer()
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const field = (name: string) => page.getByRole('textbox', { name })
const submit = page.getByRole('button', { name: 'Create the organisation' })

async function fill(): Promise<void> {
  await userEvent.fill(field('Name of the organisation'), 'Nội thất Sông Hậu')
  await userEvent.fill(field('Full name'), 'Nguyễn Hoài An')
  await userEvent.fill(field('Email'), 'an@example.com')
  await userEvent.fill(page.getByLabelText('Password', { exact: true }), 'một câu dễ nhớ')
}

it('sends the organisation and its administrator', async () => {
  answer = () => Response.json({}, { status: 201 })
  const ondone = vi.fn()
  await render(SetupStage, { ondone, onexpired: () => {} })
  await fill()
  await userEvent.type(page.getByRole('combobox', { name: 'Time zone' }), 'ho chi minh{Enter}')
  await userEvent.type(page.getByRole('combobox', { name: 'Currency' }), 'usd{Enter}')
  await expectNoAxeFaults()
  await submit.click()
  await vi.waitFor(() => expect(ondone).toHaveBeenCalledOnce())
  expect(sent).toEqual([
    {
      organizationName: 'Nội thất Sông Hậu',
      currency: 'USD',
      timeZone: 'Asia/Ho_Chi_Minh',
      locale: 'en',
      name: 'Nguyễn Hoài An',
      email: 'an@example.com',
      password: 'một câu dễ nhớ',
    },
  ])
})

it('asks for what is missing and leads to the first of it', async () => {
  await render(SetupStage, { ondone: () => {}, onexpired: () => {} })
  await submit.click()
  await expect.element(field('Name of the organisation')).toHaveFocus()
  await expect.element(field('Name of the organisation')).toHaveAttribute('aria-invalid', 'true')
  expect(sent).toEqual([])
})

it('shows the server’s complaint at its field', async () => {
  answer = () =>
    Response.json({ errors: [{ field: 'password', message: 'It needs at least 10 characters.' }] }, { status: 422 })
  await render(SetupStage, { ondone: () => {}, onexpired: () => {} })
  await fill()
  await submit.click()
  const password = page.getByLabelText('Password', { exact: true })
  await expect.element(password).toHaveAttribute('aria-invalid', 'true')
  await expect.element(password).toHaveFocus()
  await expect.element(page.getByText('It needs at least 10 characters.')).toBeVisible()
})

it('tells when the link was used meanwhile', async () => {
  answer = () => new Response(null, { status: 404 })
  const onexpired = vi.fn()
  await render(SetupStage, { ondone: () => {}, onexpired })
  await fill()
  await submit.click()
  await vi.waitFor(() => expect(onexpired).toHaveBeenCalledOnce())
})
