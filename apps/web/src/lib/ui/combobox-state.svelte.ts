import { type ComboboxOption, matchOptions } from './combobox.ts'

export type ComboboxRow = { kind: 'option'; option: ComboboxOption } | { kind: 'create'; text: string }

export interface ComboboxSource {
  /** Options that are all here. */
  options: () => readonly ComboboxOption[] | undefined
  /** Or a search that asks the server; only the newest answer counts. */
  search: () => ((text: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>) | undefined
  canCreate: () => boolean
}

/** What is typed, what is found and which row is active; the component draws it and moves the focus. */
export class ComboboxState {
  isOpen = $state(false)
  text = $state('')
  active = $state(0)
  status = $state<'idle' | 'searching' | 'failed'>('idle')
  #found = $state.raw<readonly ComboboxOption[]>([])
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined
  readonly #source: ComboboxSource

  readonly rows: readonly ComboboxRow[] = $derived.by(() => {
    const local = this.#source.options()
    const matches = local ? matchOptions(local, this.text) : this.#found
    const rows: ComboboxRow[] = matches.map((option) => ({ kind: 'option', option }))
    const text = this.text.trim()
    const isKnown = matches.some((option) => option.label.toLowerCase() === text.toLowerCase())
    if (this.#source.canCreate() && text !== '' && !isKnown && this.status !== 'searching')
      rows.push({ kind: 'create', text })
    return rows
  })

  constructor(source: ComboboxSource) {
    this.#source = source
  }

  open(): void {
    if (this.isOpen) return
    this.isOpen = true
    this.active = 0
    this.#ask(0)
  }

  close(): void {
    this.isOpen = false
    this.text = ''
    this.#cancel()
    this.status = 'idle'
  }

  type(text: string): void {
    this.text = text
    this.active = 0
    if (this.isOpen) this.#ask(180)
    else this.open()
  }

  step(by: number): void {
    const { length } = this.rows
    if (length > 0) this.active = (this.active + by + length) % length
  }

  get activeRow(): ComboboxRow | undefined {
    return this.rows[this.active]
  }

  /** Waits out quick typing, then asks; an older question is called off. */
  #ask(delay: number): void {
    const search = this.#source.search()
    if (!search) return
    this.#cancel()
    this.status = 'searching'
    this.#timer = setTimeout(async () => {
      const question = new AbortController()
      this.#running = question
      try {
        const found = await search(this.text.trim(), question.signal)
        if (question.signal.aborted) return
        this.#found = found
        this.status = 'idle'
      } catch {
        if (!question.signal.aborted) this.status = 'failed'
      }
    }, delay)
  }

  #cancel(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
  }
}
