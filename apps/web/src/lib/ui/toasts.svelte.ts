import { createContext } from 'svelte'
import type { Announcer } from './announcer.svelte.ts'

export interface ToastAction {
  label: string
  /** Shown beside the label, "Z". The key itself is bound in the keymap. */
  kbd?: string
  run(): void
}

export interface ToastOptions {
  text: string
  /** A part of the text to set in strong type, usually the title it speaks of. */
  strong?: string
  action?: ToastAction
  tone?: 'plain' | 'bad'
  /** Spoken instead of the text; an empty string when something else has announced it already. */
  say?: string
  /** How long it stays; 10 with an action, 6 without. Time stands still under the pointer or the focus. */
  seconds?: number
  /** A toast with the same key takes the place of the older one. */
  key?: string
}

export interface Toast extends ToastOptions {
  id: number
}

/**
 * Short notices at the foot of the screen.
 *
 *     getToasts().show({ text: words.board.toast.moved({ title, stage }), strong: title, action: { label, run } })
 */
export class Toasts {
  items = $state.raw<readonly Toast[]>([])
  readonly #announcer: Announcer
  readonly #clocks = new Map<
    number,
    { remaining: number; startedAt: number; timer: ReturnType<typeof setTimeout> | undefined }
  >()
  #next = 1
  #isHeld = false

  constructor(announcer: Announcer) {
    this.#announcer = announcer
  }

  /** Shows a toast and returns how to take it away. */
  show(options: ToastOptions): () => void {
    const toast: Toast = { ...options, id: this.#next++ }
    const others = toast.key === undefined ? this.items : this.items.filter((other) => other.key !== toast.key)
    for (const gone of this.items.filter((other) => !others.includes(other))) this.#stop(gone.id)
    // Three fit without covering the board; the oldest makes room.
    const shown = [...others, toast]
    for (const old of shown.slice(0, -3)) this.#stop(old.id)
    this.items = shown.slice(-3)
    this.#announcer.say(options.say ?? options.text, { urgent: options.tone === 'bad' })
    const seconds = options.seconds ?? (options.action ? 10 : 6)
    this.#clocks.set(toast.id, { remaining: seconds * 1000, startedAt: 0, timer: undefined })
    if (!this.#isHeld) this.#start(toast.id)
    return () => this.dismiss(toast.id)
  }

  dismiss(id: number): void {
    this.#stop(id)
    this.items = this.items.filter((toast) => toast.id !== id)
    // The pointer leaves nothing when the toast under it goes: without this the next one would wait for ever.
    if (this.items.length === 0) this.#isHeld = false
  }

  /** Stops every clock while someone reads or reaches for a button. */
  hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    for (const clock of this.#clocks.values()) {
      clearTimeout(clock.timer)
      clock.remaining -= performance.now() - clock.startedAt
    }
  }

  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    for (const id of this.#clocks.keys()) this.#start(id)
  }

  #start(id: number): void {
    const clock = this.#clocks.get(id)
    if (!clock) return
    clock.startedAt = performance.now()
    clock.timer = setTimeout(() => this.dismiss(id), Math.max(clock.remaining, 1000))
  }

  #stop(id: number): void {
    clearTimeout(this.#clocks.get(id)?.timer)
    this.#clocks.delete(id)
  }
}

export const [getToasts, setToasts] = createContext<Toasts>()
