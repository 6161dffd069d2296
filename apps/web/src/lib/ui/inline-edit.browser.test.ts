import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { SaveOutcome } from './inline-edit.svelte.ts'
import { expectNoAxeFaults } from './testing/axe.ts'
import InlineEditStage from './testing/InlineEditStage.svelte'

const shown = page.getByRole('button', { name: /^Edit title/ })
const editor = page.getByRole('textbox', { name: 'Title' })
const saved: SaveOutcome = { kind: 'saved' }

describe('a value edited in place', () => {
  it('opens with Enter, saves with Enter and keeps the focus', async () => {
    const save = vi.fn(async () => saved)
    const onedit = vi.fn()
    await render(InlineEditStage, { title: 'Office', save, onedit })
    await expect.element(shown).toBeVisible()
    await expectNoAxeFaults()
    ;(shown.element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(editor).toHaveFocus()
    expect(onedit).toHaveBeenLastCalledWith(true)
    await expectNoAxeFaults()
    await userEvent.fill(editor, 'Office fit-out')
    await userEvent.keyboard('{Enter}')
    expect(save).toHaveBeenCalledExactlyOnceWith('Office fit-out')
    await expect.element(shown).toHaveAccessibleName('Edit title: Office fit-out')
    await expect.element(shown).toHaveFocus()
    expect(onedit).toHaveBeenLastCalledWith(false)
  })

  it('gives up on Escape and leaves the sheet open', async () => {
    const save = vi.fn(async () => saved)
    await render(InlineEditStage, { title: 'Office', save })
    await shown.click()
    await userEvent.fill(editor, 'Something else')
    await userEvent.keyboard('{Escape}')
    await expect.element(shown).toHaveAccessibleName('Edit title: Office')
    await expect.element(shown).toHaveFocus()
    await expect.element(page.getByRole('dialog')).toBeInTheDocument()
    expect(save).not.toHaveBeenCalled()
  })

  it('saves when it is left, but not what is unchanged', async () => {
    const save = vi.fn(async () => saved)
    await render(InlineEditStage, { title: 'Office', save })
    await shown.click()
    await userEvent.tab()
    await expect.element(shown).toBeInTheDocument()
    expect(save).not.toHaveBeenCalled()
    await shown.click()
    await userEvent.fill(editor, 'Warehouse')
    await userEvent.tab()
    await vi.waitFor(() => expect(save).toHaveBeenCalledExactlyOnceWith('Warehouse'))
    await expect.element(page.getByRole('button', { name: 'Colleague edits' })).toHaveFocus()
  })

  it('shows the new value while the answer is under way', async () => {
    let answer: (outcome: SaveOutcome) => void = () => {}
    const save = () => new Promise<SaveOutcome>((resolve) => (answer = resolve))
    await render(InlineEditStage, { title: 'Office', save })
    await shown.click()
    await userEvent.fill(editor, 'Warehouse')
    await userEvent.keyboard('{Enter}')
    await expect.element(shown).toHaveAccessibleName('Edit title: Warehouse')
    await expect.element(shown).toHaveAttribute('aria-busy', 'true')
    answer(saved)
    await expect.element(shown).not.toHaveAttribute('aria-busy')
    await expect.element(shown).toHaveAccessibleName('Edit title: Warehouse')
  })

  it('keeps editor, text and reason when it is refused', async () => {
    await render(InlineEditStage, {
      title: 'Office',
      save: async () => ({ kind: 'refused', message: 'It is longer than 500 characters.' }),
    })
    await shown.click()
    await userEvent.fill(editor, 'Too long')
    await userEvent.keyboard('{Enter}')
    await expect.element(editor).toHaveAccessibleDescription('It is longer than 500 characters.')
    await expect.element(editor).toHaveValue('Too long')
    await expect.element(editor).toHaveAttribute('aria-invalid', 'true')
  })

  it('does not save what cannot be read', async () => {
    const save = vi.fn(async () => saved)
    await render(InlineEditStage, { title: 'Office', save })
    await shown.click()
    await userEvent.fill(editor, '')
    await userEvent.keyboard('{Enter}')
    await expect.element(editor).toBeInTheDocument()
    expect(save).not.toHaveBeenCalled()
  })

  it('never lets a colleague’s change touch the draft', async () => {
    await render(InlineEditStage, { title: 'Office', save: async () => saved })
    await shown.click()
    await userEvent.fill(editor, 'Mine')
    ;(page.getByRole('button', { name: 'Colleague edits' }).element() as HTMLElement).click()
    await expect.element(editor).toHaveValue('Mine')
    await userEvent.keyboard('{Escape}')
    await expect.element(shown).toHaveAccessibleName('Edit title: From a colleague')
  })

  it('has room for the caller’s conflict', async () => {
    await render(InlineEditStage, { title: 'Office', save: async () => saved, conflict: 'Mine, theirs, before' })
    await expect.element(page.getByText('Mine, theirs, before')).toBeVisible()
  })

  it('cannot be edited by readers', async () => {
    await render(InlineEditStage, { title: 'Office', save: async () => saved, readonly: true })
    await expect.element(page.getByText('Office', { exact: true })).toBeVisible()
    await expect.element(shown).not.toBeInTheDocument()
  })

  it('ignores Enter and Escape of an input method that is composing', async () => {
    const save = vi.fn(async () => saved)
    await render(InlineEditStage, { title: 'Office', save })
    await shown.click()
    await userEvent.fill(editor, 'Thi công')
    for (const key of ['Enter', 'Escape']) {
      editor
        .element()
        .dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))
    }
    await expect.element(editor).toHaveValue('Thi công')
    expect(save).not.toHaveBeenCalled()
  })
})
