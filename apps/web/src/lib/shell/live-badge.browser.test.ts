import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import LiveBadgeStage from './testing/LiveBadgeStage.svelte'

const said = (region: 'polite' | 'urgent') => document.querySelector(`[data-announcer="${region}"]`)?.textContent ?? ''
const badge = () => page.getByRole('note')

it('says nothing while all is well', async () => {
  await render(LiveBadgeStage, { state: 'on' })
  await expect.element(badge()).toHaveAccessibleName('Live. Every change shows as it happens.')
  expect(said('polite') + said('urgent')).toBe('')
  await expectNoAxeFaults()
})

it('speaks when the line goes and when everything is sent', async () => {
  const { rerender } = await render(LiveBadgeStage, { state: 'on' })
  await rerender({ state: 'off', waiting: 0 })
  await vi.waitFor(() => expect(said('urgent')).toContain('Offline. You can go on; changes will be sent later.'))
  await rerender({ state: 'off', waiting: 3 })
  await expect.element(page.getByText('3 waiting')).toBeVisible()
  await expectNoAxeFaults()
  await rerender({ state: 'catching', waiting: 2 })
  await expect.element(badge()).toHaveAttribute('data-live', 'catching')
  await rerender({ state: 'on', waiting: 1 })
  expect(said('polite')).toBe('')
  await rerender({ state: 'on', waiting: 0 })
  await vi.waitFor(() => expect(said('polite')).toContain('Connected again, 3 changes sent'))
})
