import { createContext } from 'svelte'
import { Persisted } from '#lib/i18n/persisted.svelte.ts'
import type { Layers } from '#lib/ui/layers.svelte.ts'

export interface Shortcut {
  /**
   * One key or two in a row: "c", "shift+w", "g b", "mod+enter", "/", "?", "space", "arrowdown". `mod` is Ctrl, or ⌘ on
   * a Mac. Letters and digits go by their place on the keyboard, so that an input method cannot hide them.
   */
  keys: string
  run: (event: KeyboardEvent) => void
  /** Asked at the press; false lets the key pass on. */
  when?: () => boolean
  /** Works over an open dialog or sheet too. */
  inModal?: boolean
}

interface Step {
  name: string
  shift: boolean
  mod: boolean
}

const isSwitch = (value: unknown): value is 'on' | 'off' => value === 'on' || value === 'off'

/** Where a typed character is text and no command. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)))

/** Vietnamese input methods report "Process" for these keys; their place tells which they are. */
const punctuationByCode: Record<string, [plain: string, shifted: string]> = {
  Slash: ['/', '?'],
  Comma: [',', '<'],
  Period: ['.', '>'],
}

/**
 * All keyboard shortcuts of the page. Screens register theirs while they stand and the newest has the first word:
 *
 *     const keymap = getKeymap()
 *     $effect(() => keymap.register([{ keys: 'c', run: create }, { keys: 'g b', run: toBoard }]))
 *
 * Nothing fires in a field (except with Ctrl or ⌘), while an input method composes, or under a modal layer. Keys that
 * print a character can be switched off (`lettersOn`), as WCAG 2.1.4 asks.
 */
export class Keymap {
  readonly #layers: Pick<Layers, 'hasModal'>
  readonly #lettersChoice = new Persisted<'on' | 'off'>('mekong.letterKeys', isSwitch)
  readonly #shortcuts: Shortcut[][] = []
  #first: { name: string; at: number } | null = null
  /** The dialog that lists the keys. */
  isHelpOpen = $state(false)

  constructor(layers: Pick<Layers, 'hasModal'>) {
    this.#layers = layers
  }

  get lettersOn(): boolean {
    return this.#lettersChoice.current !== 'off'
  }

  set lettersOn(isOn: boolean) {
    this.#lettersChoice.current = isOn ? 'on' : 'off'
  }

  /** Adds shortcuts and returns how to take them away. */
  register(shortcuts: Shortcut[]): () => void {
    this.#shortcuts.push(shortcuts)
    return () => {
      const at = this.#shortcuts.indexOf(shortcuts)
      if (at >= 0) this.#shortcuts.splice(at, 1)
    }
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    const isMod = event.ctrlKey || event.metaKey
    if (isField(event.target) && (!isMod || event.isComposing || event.keyCode === 229)) return
    const name = keyName(event)
    if (name === null) return

    const waiting = this.#first && event.timeStamp - this.#first.at < 1200 ? this.#first.name : null
    this.#first = null
    for (const shortcut of this.#newestFirst()) {
      const [one, two] = readKeys(shortcut.keys)
      if (!one || !this.#isAllowed(shortcut, one)) continue
      if (two && waiting === one.name ? matches(two, name, event) : !two && !waiting && matches(one, name, event)) {
        if (shortcut.when && !shortcut.when()) continue
        event.preventDefault()
        shortcut.run(event)
        return
      }
    }
    // The first of two keys is only remembered: alone it does nothing.
    const begins = this.#newestFirst().some((shortcut) => {
      const [one, two] = readKeys(shortcut.keys)
      return one && two && this.#isAllowed(shortcut, one) && matches(one, name, event)
    })
    if (begins) this.#first = { name, at: event.timeStamp }
  }

  #newestFirst(): Shortcut[] {
    return this.#shortcuts.toReversed().flat()
  }

  #isAllowed(shortcut: Shortcut, first: Step): boolean {
    if (this.#layers.hasModal && !shortcut.inModal) return false
    return this.lettersOn || first.mod || first.name.length > 1
  }
}

function keyName(event: KeyboardEvent): string | null {
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(event.code)
  // Shift and a digit print a sign that differs from one keyboard to the next: that is no digit.
  if (letter && !(letter[2] && event.shiftKey)) return (letter[1] ?? letter[2] ?? '').toLowerCase()
  if (event.key === ' ') return 'space'
  if (event.key === 'Process' || event.key === 'Unidentified' || event.key === 'Dead') {
    const signs = punctuationByCode[event.code]
    return signs ? (event.shiftKey ? signs[1] : signs[0]) : null
  }
  return event.key.toLowerCase()
}

const parsed = new Map<string, [Step?, Step?]>()

function readKeys(keys: string): [Step?, Step?] {
  let steps = parsed.get(keys)
  if (!steps) {
    const [one, two] = keys.split(' ').map((step): Step => {
      const parts = step.split('+')
      return { name: parts.at(-1) ?? '', shift: parts.includes('shift'), mod: parts.includes('mod') }
    })
    steps = [one, two]
    parsed.set(keys, steps)
  }
  return steps
}

function matches(step: Step, name: string, event: KeyboardEvent): boolean {
  if (step.name !== name || event.altKey) return false
  if (step.mod !== (event.ctrlKey || event.metaKey)) return false
  // A sign such as "?" brings its own shift along.
  const isSign = name.length === 1 && !/[a-z0-9]/.test(name)
  return isSign || step.shift === event.shiftKey
}

export const [getKeymap, setKeymap] = createContext<Keymap>()
