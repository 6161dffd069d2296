import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { ComboboxOption } from './combobox.ts'
import { expectNoAxeFaults } from './testing/axe.ts'
import FieldsStage from './testing/FieldsStage.svelte'

const value = (name: string) => page.getByTestId(name)
const amount = page.getByRole('textbox', { name: 'Amount' })
const closeDate = page.getByRole('textbox', { name: 'Close date' })
const company = page.getByRole('combobox', { name: 'Company' })
const switchLanguage = page.getByRole('button', { name: 'Switch language' })
const nbsp = '\u00a0'

describe('an amount', () => {
  it('takes what people type and echoes it in words', async () => {
    await render(FieldsStage)
    await userEvent.type(amount, '4,25 tỷ')
    await expect.element(value('money')).toHaveTextContent('4250000000')
    await expect.element(amount).toHaveAccessibleDescription('4 tỷ 250 triệu đồng')
    await userEvent.tab()
    await expect.element(amount).toHaveValue(`4.250.000.000${nbsp}₫`)
    await expectNoAxeFaults()
  })

  it('says what is wrong only after it was left, and keeps the text and the old value', async () => {
    await render(FieldsStage, { amount: '850000000' })
    await userEvent.fill(amount, '12 quả')
    await expect.element(value('valid')).toHaveTextContent('false')
    await expect.element(amount).not.toHaveAttribute('aria-invalid')
    await userEvent.tab()
    await expect.element(amount).toHaveAttribute('aria-invalid', 'true')
    await expect
      .element(amount)
      .toHaveAccessibleDescription('Chưa đọc được số tiền này. Viết như 1.250.000 hoặc 4,25 tỷ.')
    await expect.element(amount).toHaveValue('12 quả')
    await expect.element(value('money')).toHaveTextContent('850000000')
    await userEvent.fill(amount, '')
    await expect.element(value('money')).toHaveTextContent('null')
    await expect.element(value('valid')).toHaveTextContent('true')
  })

  it('is redrawn when the language changes', async () => {
    await render(FieldsStage, { amount: '1234567', date: '2026-11-23' })
    await expect.element(amount).toHaveValue(`1.234.567${nbsp}₫`)
    await expect.element(closeDate).toHaveValue('23/11/2026')
    await switchLanguage.click()
    await expect.element(amount).toHaveValue('₫1,234,567')
    await expect.element(closeDate).toHaveValue('23 Nov 2026')
  })

  it('keeps a half-typed text and the caret when the language changes', async () => {
    await render(FieldsStage)
    await userEvent.type(amount, '4,25 t')
    const input = amount.element() as HTMLInputElement
    input.setSelectionRange(2, 2)
    ;(switchLanguage.element() as HTMLElement).click()
    await expect.element(amount).toHaveAttribute('placeholder', 'For example 850M or 4.25B')
    expect(input.value).toBe('4,25 t')
    expect(input.selectionStart).toBe(2)
    expect(document.activeElement).toBe(input)
  })
})

describe('a date', () => {
  it('takes a typed day and says how many days the month has', async () => {
    await render(FieldsStage)
    await userEvent.type(closeDate, '31/11/2026')
    await userEvent.tab()
    await expect.element(closeDate).toHaveAccessibleDescription('Tháng 11 chỉ có 30 ngày.')
    await expect.element(value('day')).toHaveTextContent('null')
    await userEvent.fill(closeDate, '30/11/2026')
    await expect.element(value('day')).toHaveTextContent('2026-11-30')
  })

  it('is picked in the calendar by keyboard', async () => {
    await render(FieldsStage, { date: '2026-11-23', locale: 'en' })
    await page.getByRole('button', { name: 'Open the calendar' }).click()
    await expect.element(page.getByRole('button', { name: 'Monday, 23 Nov 2026' })).toHaveFocus()
    await expectNoAxeFaults()
    await userEvent.keyboard('{ArrowDown}{ArrowRight}')
    await expect.element(page.getByRole('button', { name: 'Tuesday, 1 Dec 2026' })).toHaveFocus()
    await userEvent.keyboard('{PageDown}{Home}')
    await expect.element(page.getByRole('button', { name: 'Monday, 28 Dec 2026' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(value('day')).toHaveTextContent('2026-12-28')
    await expect.element(closeDate).toHaveFocus()
    await expect.element(closeDate).toHaveValue('28 Dec 2026')
  })
})

describe('a combobox', () => {
  const options: ComboboxOption[] = [
    { value: 'c1', label: 'Dược Hoa Sen Trắng' },
    { value: 'c2', label: 'Gạch men Phù Lưu' },
    { value: 'c3', label: 'Điện Xanh Miền Tây' },
  ]
  const option = (name: string) => page.getByRole('option', { name })

  it('finds without marks, goes round with arrows and chooses with Enter', async () => {
    await render(FieldsStage, { options, locale: 'en' })
    await userEvent.type(company, 'dien')
    await expect.element(option('Điện Xanh Miền Tây')).toHaveAttribute('aria-selected', 'true')
    await expect.element(company).toHaveAttribute('aria-expanded', 'true')
    expect(company.element().getAttribute('aria-activedescendant')).toBe(option('Điện Xanh Miền Tây').element().id)
    await expectNoAxeFaults()
    await userEvent.keyboard('{Enter}')
    await expect.element(value('company')).toHaveTextContent('c3')
    await expect.element(company).toHaveValue('Điện Xanh Miền Tây')
    await expect.element(company).toHaveFocus()
    await page.getByRole('button', { name: 'Remove company' }).click()
    await expect.element(value('company')).toHaveTextContent('null')
  })

  it('gives the old choice back on Escape and when it is left', async () => {
    await render(FieldsStage, { options })
    await userEvent.type(company, 'gach{Enter}')
    await expect.element(value('company')).toHaveTextContent('c2')
    await userEvent.type(company, 'xyz')
    await expect.element(page.getByText('Không có kết quả')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(company).toHaveValue('Gạch men Phù Lưu')
    await userEvent.type(company, 'd')
    await userEvent.tab()
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    await expect.element(value('company')).toHaveTextContent('c2')
  })

  it('offers to make what is missing, but not what is there', async () => {
    const oncreate = vi.fn()
    await render(FieldsStage, { options, oncreate, locale: 'en' })
    await userEvent.type(company, 'gạch men phù lưu')
    await expect.element(option('Gạch men Phù Lưu')).toBeVisible()
    await expect.element(option('Create')).not.toBeInTheDocument()
    await userEvent.fill(company, 'Trà Nóc')
    await option('Create “Trà Nóc”').click()
    expect(oncreate).toHaveBeenCalledExactlyOnceWith('Trà Nóc')
  })

  it('lets only the newest question answer', async () => {
    const answers = new Map<string, (found: ComboboxOption[]) => void>()
    const search = (text: string) => new Promise<ComboboxOption[]>((resolve) => answers.set(text, resolve))
    await render(FieldsStage, { search })
    await userEvent.type(company, 'a')
    await vi.waitFor(() => expect(answers.has('a')).toBe(true))
    await userEvent.type(company, 'b')
    await vi.waitFor(() => expect(answers.has('ab')).toBe(true))
    answers.get('ab')?.([{ value: 'new', label: 'Newest' }])
    await expect.element(option('Newest')).toBeVisible()
    answers.get('a')?.([{ value: 'old', label: 'Oldest' }])
    await userEvent.keyboard('{Enter}')
    await expect.element(value('company')).toHaveTextContent('new')
  })

  it('says when the search failed', async () => {
    await render(FieldsStage, { search: () => Promise.reject(new Error('no line')), locale: 'en' })
    await company.click()
    await expect.element(page.getByText('The search did not work just now')).toBeVisible()
  })

  it('leaves Enter to an input method that is composing', async () => {
    await render(FieldsStage, { options })
    await userEvent.type(company, 'd')
    company.element().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))
    await expect.element(value('company')).toHaveTextContent('null')
    await expect.element(page.getByRole('listbox')).toBeVisible()
  })
})
