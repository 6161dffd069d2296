import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Keymap } from './keymap.svelte.ts'

let keymap: Keymap
const layers = { hasModal: false }
let target: HTMLElement

const onkeydown = (event: KeyboardEvent) => keymap.handle(event)

beforeEach(() => {
  localStorage.removeItem('mekong.letterKeys')
  layers.hasModal = false
  keymap = new Keymap(layers)
  window.addEventListener('keydown', onkeydown)
  target = document.body
})
afterEach(() => {
  window.removeEventListener('keydown', onkeydown)
  document.body.replaceChildren()
  localStorage.removeItem('mekong.letterKeys')
})

function press(init: KeyboardEventInit & { keyCode?: number }): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}
const letter = (name: string, more: KeyboardEventInit = {}) =>
  press({ key: name, code: `Key${name.toUpperCase()}`, ...more })

function inField(html: string): void {
  document.body.innerHTML = html
  target = document.body.querySelector('input, textarea, [contenteditable]') ?? document.body
}

describe('a shortcut', () => {
  it('runs and takes the key', () => {
    const run = vi.fn()
    keymap.register([{ keys: 'c', run }])
    expect(letter('c').defaultPrevented).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('goes by the place of the key, whatever an input method says it is', () => {
    const create = vi.fn()
    const help = vi.fn()
    keymap.register([
      { keys: 'c', run: create },
      { keys: '?', run: help },
    ])
    press({ key: 'Process', code: 'KeyC', keyCode: 229 })
    expect(create).toHaveBeenCalledOnce()
    press({ key: 'Process', code: 'Slash', shiftKey: true, keyCode: 229 })
    expect(help).toHaveBeenCalledOnce()
  })

  it.each([
    ['an input', '<input>'],
    ['an email field', '<input type="email">'],
    ['a textarea', '<textarea></textarea>'],
    ['rich text', '<div contenteditable="true">x</div>'],
  ])('is text in %s', (_name, html) => {
    const run = vi.fn()
    keymap.register([{ keys: 'c', run }])
    inField(html)
    letter('c')
    expect(run).not.toHaveBeenCalled()
  })

  it('works in a field with Ctrl or ⌘, unless an input method composes', () => {
    const run = vi.fn()
    keymap.register([{ keys: 'mod+enter', run }])
    inField('<textarea></textarea>')
    press({ key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: true })
    expect(run).not.toHaveBeenCalled()
    press({ key: 'Enter', code: 'Enter', ctrlKey: true })
    press({ key: 'Enter', code: 'Enter', metaKey: true })
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('is not fired by a tick on a checkbox’s key', () => {
    const run = vi.fn()
    keymap.register([{ keys: 'x', run }])
    inField('<input type="checkbox">')
    letter('x')
    expect(run).toHaveBeenCalledOnce()
  })

  it('minds its modifiers', () => {
    const won = vi.fn()
    const lost = vi.fn()
    keymap.register([
      { keys: 'w', run: won },
      { keys: 'shift+w', run: lost },
    ])
    letter('W', { shiftKey: true })
    expect([won.mock.calls.length, lost.mock.calls.length]).toEqual([0, 1])
    letter('w')
    expect([won.mock.calls.length, lost.mock.calls.length]).toEqual([1, 1])
    letter('w', { ctrlKey: true })
    letter('w', { altKey: true })
    letter('w', { metaKey: true })
    expect([won.mock.calls.length, lost.mock.calls.length]).toEqual([1, 1])
  })

  it('of the newest screen comes first, and passes on what it does not want', () => {
    const page = vi.fn()
    const sheet = vi.fn()
    let wants = true
    keymap.register([{ keys: 'e', run: page }])
    const leave = keymap.register([{ keys: 'e', run: sheet, when: () => wants }])
    letter('e')
    wants = false
    letter('e')
    expect([page.mock.calls.length, sheet.mock.calls.length]).toEqual([1, 1])
    wants = true
    leave()
    letter('e')
    expect([page.mock.calls.length, sheet.mock.calls.length]).toEqual([2, 1])
  })

  it('rests under a modal layer, unless it belongs there', () => {
    const page = vi.fn()
    const sheet = vi.fn()
    keymap.register([
      { keys: 'c', run: page },
      { keys: 'e', run: sheet, inModal: true },
    ])
    layers.hasModal = true
    letter('c')
    letter('e')
    expect([page.mock.calls.length, sheet.mock.calls.length]).toEqual([0, 1])
  })

  it('leaves a key alone that somebody has used already', () => {
    const run = vi.fn()
    keymap.register([{ keys: 'c', run }])
    document.body.innerHTML = '<button>x</button>'
    target = document.body.querySelector('button') ?? document.body
    target.addEventListener('keydown', (event) => event.preventDefault())
    letter('c')
    expect(run).not.toHaveBeenCalled()
  })
})

describe('two keys in a row', () => {
  it('go somewhere', () => {
    const board = vi.fn()
    const plainB = vi.fn()
    keymap.register([
      { keys: 'g b', run: board },
      { keys: 'b', run: plainB },
    ])
    letter('g')
    letter('b')
    expect([board.mock.calls.length, plainB.mock.calls.length]).toEqual([1, 0])
    letter('b')
    expect([board.mock.calls.length, plainB.mock.calls.length]).toEqual([1, 1])
  })

  it('are forgotten after another key', () => {
    const board = vi.fn()
    keymap.register([{ keys: 'g b', run: board }])
    letter('g')
    letter('x')
    letter('b')
    expect(board).not.toHaveBeenCalled()
  })
})

describe('letters', () => {
  it('can be switched off, and the choice lasts', () => {
    const create = vi.fn()
    const save = vi.fn()
    const up = vi.fn()
    keymap.register([
      { keys: 'c', run: create },
      { keys: 'mod+k', run: save },
      { keys: 'arrowup', run: up },
    ])
    keymap.lettersOn = false
    letter('c')
    letter('k', { ctrlKey: true })
    press({ key: 'ArrowUp', code: 'ArrowUp' })
    expect([create.mock.calls.length, save.mock.calls.length, up.mock.calls.length]).toEqual([0, 1, 1])
    expect(new Keymap(layers).lettersOn).toBe(false)
    keymap.lettersOn = true
    letter('c')
    expect(create).toHaveBeenCalledOnce()
  })
})
