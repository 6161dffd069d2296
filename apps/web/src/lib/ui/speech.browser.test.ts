import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { Announcer } from './announcer.svelte.ts'
import { expectNoAxeFaults } from './testing/axe.ts'
import SpeechStage from './testing/SpeechStage.svelte'
import { Toasts } from './toasts.svelte.ts'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const polite = () => document.querySelector('[data-announcer="polite"]')
const urgent = () => document.querySelector('[data-announcer="urgent"]')

describe('the announcer', () => {
  it('says the same words twice as two lines', async () => {
    await render(SpeechStage)
    await button('Say').click()
    await button('Say').click()
    await vi.waitFor(() => expect(polite()?.children).toHaveLength(2))
    expect(polite()).toHaveAttribute('aria-live', 'polite')
    expect(urgent()?.children).toHaveLength(0)
  })

  it('is heard through an open dialog', async () => {
    await render(SpeechStage)
    await button('Open dialog').click()
    await button('Refuse').click()
    await vi.waitFor(() => expect(urgent()).toHaveTextContent('Refused'))
    expect(urgent()).toHaveAttribute('aria-live', 'assertive')
    expect(urgent()?.closest('[inert]')).toBeNull()
  })
})

describe('toasts', () => {
  const toast = () => page.getByText('Moved Office to Proposal', { exact: true })

  it('are spoken, marked and can be acted on by keyboard', async () => {
    const run = vi.fn()
    await render(SpeechStage, {
      toast: { text: 'Moved Office to Proposal', strong: 'Office', action: { label: 'Undo', run } },
    })
    await button('Show toast').click()
    await vi.waitFor(() => expect(polite()).toHaveTextContent('Moved Office to Proposal'))
    await expect.element(page.getByRole('region', { name: 'Notifications' })).toBeVisible()
    expect(document.querySelector('.toast b')).toHaveTextContent('Office')
    await expectNoAxeFaults()
    await userEvent.keyboard('{Tab}{Tab}{Tab}')
    await expect.element(button('Undo')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(run).toHaveBeenCalledOnce()
    await expect.element(page.getByRole('region', { name: 'Notifications' })).not.toBeInTheDocument()
  })

  it('are urgent when something was refused', async () => {
    await render(SpeechStage, { toast: { text: 'Refused: read-only', tone: 'bad' } })
    await button('Show toast').click()
    await vi.waitFor(() => expect(urgent()).toHaveTextContent('Refused: read-only'))
  })

  it('can be reached while a dialog is open', async () => {
    await render(SpeechStage, { toast: { text: 'Saved', action: { label: 'Undo', run: () => {} } } })
    await button('Open dialog').click()
    await button('Toast from dialog').click()
    await expect.element(button('Undo')).toBeVisible()
    await button('Undo').click()
    await expect.element(page.getByRole('dialog', { name: 'Question' })).toBeInTheDocument()
  })

  describe('and time', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    it('stand still under the pointer', async () => {
      const toasts = new Toasts(new Announcer())
      toasts.show({ text: 'one', seconds: 6 })
      vi.advanceTimersByTime(4000)
      toasts.hold()
      vi.advanceTimersByTime(60_000)
      expect(toasts.items).toHaveLength(1)
      toasts.release()
      vi.advanceTimersByTime(1900)
      expect(toasts.items).toHaveLength(1)
      vi.advanceTimersByTime(200)
      expect(toasts.items).toHaveLength(0)
    })

    it('go after six seconds, or ten with something to do', async () => {
      const toasts = new Toasts(new Announcer())
      toasts.show({ text: 'plain' })
      toasts.show({ text: 'with action', action: { label: 'Undo', run: () => {} } })
      vi.advanceTimersByTime(6001)
      expect(toasts.items.map(({ text }) => text)).toEqual(['with action'])
      vi.advanceTimersByTime(4000)
      expect(toasts.items).toHaveLength(0)
    })

    it('make room: three at most, and one of a key', async () => {
      const toasts = new Toasts(new Announcer())
      for (const text of ['a', 'b', 'c', 'd']) toasts.show({ text })
      expect(toasts.items.map(({ text }) => text)).toEqual(['b', 'c', 'd'])
      toasts.show({ text: 'first', key: 'same' })
      toasts.show({ text: 'second', key: 'same' })
      expect(toasts.items.map(({ text }) => text)).toEqual(['c', 'd', 'second'])
      vi.advanceTimersByTime(60_000)
      expect(toasts.items).toHaveLength(0)
    })
  })

  it('wait while the pointer or the focus is on them', async () => {
    const hold = vi.spyOn(Toasts.prototype, 'hold')
    const release = vi.spyOn(Toasts.prototype, 'release')
    await render(SpeechStage, { toast: { text: 'Moved Office to Proposal' } })
    await button('Show toast').click()
    await userEvent.hover(toast().first())
    await vi.waitFor(() => expect(hold).toHaveBeenCalled())
    expect(release).not.toHaveBeenCalled()
    await userEvent.hover(button('Say'))
    await vi.waitFor(() => expect(release).toHaveBeenCalledOnce())
    hold.mockClear()
    ;(button('Dismiss').element() as HTMLElement).focus()
    await vi.waitFor(() => expect(hold).toHaveBeenCalled())
    await userEvent.hover(toast().first())
    await userEvent.hover(button('Say'))
    // The focus is still there.
    expect(release).toHaveBeenCalledOnce()
    vi.restoreAllMocks()
  })
})
