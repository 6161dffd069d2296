import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { I18n } from './i18n.svelte.ts'

beforeEach(() => localStorage.removeItem('mekong.locale'))
afterEach(() => localStorage.removeItem('mekong.locale'))

it('keeps a choice in the browser, tells it on, and puts it above what the server offers', async () => {
  const i18n = new I18n()
  const onchoose = vi.fn()
  i18n.onchoose = onchoose
  await i18n.loadAll()
  i18n.choose('vi')
  await vi.waitFor(() => expect(i18n.locale).toBe('vi'))
  expect(onchoose).toHaveBeenCalledExactlyOnceWith('vi')
  i18n.offer('en')
  expect(i18n.locale).toBe('vi')
  expect(i18n.words.kit.save).toBe('Lưu')

  const next = new I18n()
  await next.loadBasics()
  expect(next.locale).toBe('vi')
})

it('follows the server until somebody chooses', async () => {
  const i18n = new I18n()
  await i18n.loadAll()
  i18n.offer('vi')
  await vi.waitFor(() => expect(i18n.basics.kit.save).toBe('Lưu'))
  i18n.offer('en')
  await vi.waitFor(() => expect(i18n.words.board.emptyColumn).toBe('Nothing here yet'))
})

it('writes amounts and days in the language, the zone and the currency that stand', async () => {
  const i18n = new I18n()
  await i18n.loadAll()
  i18n.choose('en')
  await vi.waitFor(() => expect(i18n.locale).toBe('en'))
  i18n.timeZone = 'Asia/Ho_Chi_Minh'
  expect(i18n.format.dateTime('2026-11-22T17:30:00Z')).toBe('23 Nov 2026, 00:30')
  i18n.timeZone = 'America/New_York'
  expect(i18n.format.dateTime('2026-11-22T17:30:00Z')).toBe('22 Nov 2026, 12:30')
  i18n.choose('vi')
  await vi.waitFor(() =>
    expect(i18n.format.moneyCompact({ amount: '4250000000', currency: 'VND' })).toBe('4,25\u00a0tỷ'),
  )
})

it('knows the choice of another tab', async () => {
  const i18n = new I18n()
  await i18n.loadAll()
  i18n.choose('vi')
  i18n.prepare('en')
  const stop = $effect.root(() => {
    $effect(() => void i18n.locale)
  })
  await vi.waitFor(() => expect(i18n.locale).toBe('vi'))
  localStorage.setItem('mekong.locale', 'en')
  window.dispatchEvent(new StorageEvent('storage', { key: 'mekong.locale', newValue: 'en' }))
  await vi.waitFor(() => expect(i18n.locale).toBe('en'))
  stop()
})

it('does not pretend to have words that are not loaded', async () => {
  const i18n = new I18n()
  expect(() => i18n.basics).toThrow('No language is loaded')
  await i18n.loadBasics()
  expect(() => i18n.words).toThrow('Only the basics are loaded')
})
