import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { expectNoAxeFaults } from './testing/axe.ts'
import LayersStage from './testing/LayersStage.svelte'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const focused = () => document.activeElement?.textContent?.trim()

describe('a dialog', () => {
  it('is named by its title, takes the focus there and gives it back', async () => {
    await render(LayersStage)
    await button('Open dialog').click()
    const dialog = page.getByRole('dialog', { name: 'Why was it lost?' })
    await expect.element(dialog).toHaveAccessibleDescription('Choose a reason')
    expect(focused()).toBe('Why was it lost?')
    await expectNoAxeFaults()
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(button('Open dialog')).toHaveFocus()
  })

  it('keeps Tab away from the page that it covers', async () => {
    await render(LayersStage)
    await button('Open dialog').click()
    await userEvent.keyboard('{Tab}')
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveFocus()
    await userEvent.keyboard('{Tab}{Tab}')
    await expect.element(button('Save')).toHaveFocus()
    const seen: (string | undefined)[] = []
    for (let press = 0; press < 6; press++) {
      await userEvent.keyboard('{Tab}')
      seen.push(focused())
    }
    expect(seen).not.toContain('Open sheet')
    expect(seen).not.toContain('Heir')
  })

  it('gives the focus to the heir when its opener is gone', async () => {
    await render(LayersStage)
    await button('Open dialog').click()
    await button('Remove opener').click()
    await userEvent.keyboard('{Escape}')
    await expect.element(button('Heir')).toHaveFocus()
  })

  it('submits with Enter when it is a form', async () => {
    const onsubmit = vi.fn()
    await render(LayersStage, { onsubmit })
    await button('Open dialog').click()
    await userEvent.type(page.getByRole('textbox', { name: 'Note' }), 'Too dear{Enter}')
    expect(onsubmit).toHaveBeenCalledOnce()
  })

  it('closes on a press beside it, but not when the press began inside', async () => {
    await render(LayersStage)
    await button('Open drawer').click()
    const drawer = page.getByRole('dialog', { name: 'Move to' })
    await expect.element(drawer).toBeInTheDocument()
    await userEvent.click(document.querySelector('.scrim') ?? document.body, { position: { x: 20, y: 20 } })
    await expect.element(drawer).not.toBeInTheDocument()
  })
})

describe('a sheet', () => {
  it('closes one layer at a time', async () => {
    await render(LayersStage, { entries: [{ id: 'a', label: 'Prospect' }] })
    await button('Open sheet').click()
    await button('Ask').click()
    const question = page.getByRole('alertdialog', { name: 'Really?' })
    await expect.element(question).toBeInTheDocument()
    // The sheet under the question takes no part.
    expect(button('Ask').element().closest('[inert]')).not.toBeNull()
    expect(question.element().closest('[inert]')).toBeNull()
    await userEvent.keyboard('{Escape}')
    await expect.element(question).not.toBeInTheDocument()
    await expect.element(button('Ask')).toHaveFocus()

    await button('Inner menu').click()
    await expect.element(page.getByRole('menuitem', { name: 'Prospect' })).toHaveFocus()
    await expectNoAxeFaults()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await expect.element(page.getByRole('dialog', { name: 'Office fit-out' })).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(button('Open sheet')).toHaveFocus()
  })
})

describe('a menu', () => {
  const entries = (chosen: (id: string) => void) => [
    { kind: 'heading', label: 'Move to stage' } as const,
    { id: 'prospect', label: 'Prospect', onselect: () => chosen('prospect'), kbd: '1', code: 'Digit1' },
    { id: 'qualified', label: 'Qualified', onselect: () => chosen('qualified') },
    { id: 'proposal', label: 'Proposal', onselect: () => chosen('proposal'), code: 'Digit3' },
    { id: 'won', label: 'Won', disabled: true, onselect: () => chosen('won') },
    { id: 'top', label: 'To the top', onselect: () => chosen('top'), kbd: 'Home', code: 'Home' },
  ]

  it('goes round with arrows, jumps by letters and chooses with Enter', async () => {
    const chosen = vi.fn()
    await render(LayersStage, { entries: entries(chosen) })
    await userEvent.click(button('Heir'))
    button('Open menu').element().focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByRole('menuitem', { name: 'Prospect' })).toHaveFocus()
    await expectNoAxeFaults()
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(page.getByRole('menuitem', { name: 'To the top' })).toHaveFocus()
    await userEvent.keyboard('pro')
    await expect.element(page.getByRole('menuitem', { name: 'Prospect' })).toHaveFocus()
    await userEvent.keyboard('p')
    await expect.element(page.getByRole('menuitem', { name: 'Proposal' })).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}{Enter}')
    expect(chosen).toHaveBeenCalledExactlyOnceWith('qualified')
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await expect.element(button('Open menu')).toHaveFocus()
  })

  it('obeys an item’s own key, and lets a disabled item be read but not chosen', async () => {
    const chosen = vi.fn()
    await render(LayersStage, { entries: entries(chosen) })
    await button('Open menu').click()
    await page.getByRole('menuitem', { name: 'Won' }).click({ force: true })
    expect(chosen).not.toHaveBeenCalled()
    await userEvent.keyboard('3')
    expect(chosen).toHaveBeenLastCalledWith('proposal')
    await button('Open menu').click()
    await userEvent.keyboard('{Home}')
    expect(chosen).toHaveBeenLastCalledWith('top')
  })

  it('closes when pressed beside it and on Tab', async () => {
    await render(LayersStage, { entries: entries(() => {}) })
    await button('Open menu').click()
    await page.getByRole('heading', { name: 'Page' }).click()
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await button('Open menu').click()
    await userEvent.keyboard('{Tab}')
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  })

  it('stays inside the window', async () => {
    await page.viewport(800, 300)
    await render(LayersStage, { entries: entries(() => {}) })
    await button('Open menu').click()
    const box = page.getByRole('menu').element().getBoundingClientRect()
    expect(box.bottom).toBeLessThanOrEqual(300)
    expect(box.right).toBeLessThanOrEqual(800)
    await page.viewport(1280, 800)
  })
})

describe('a popover', () => {
  it('takes the focus to its first control and closes when the focus leaves it', async () => {
    await render(LayersStage)
    await button('Open popover').click()
    await expect.element(page.getByRole('textbox', { name: 'Owner' })).toHaveFocus()
    await expectNoAxeFaults()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(button('Open popover')).toHaveFocus()
    await button('Open popover').click()
    button('Heir').element().focus()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(button('Heir')).toHaveFocus()
  })
})
