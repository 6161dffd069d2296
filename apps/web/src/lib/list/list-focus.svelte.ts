import { tick } from 'svelte'
import type { Shortcut } from '#lib/shell/index.ts'
import type { EditField } from './row-edits.svelte.ts'

/** What a mounted row offers to the keyboard. */
export interface RowHandle {
  readonly element: HTMLElement
  /** The controls of its cells, from left to right. */
  readonly cells: () => readonly HTMLElement[]
  readonly edit: (field: EditField) => void
}

interface Surroundings {
  readonly ids: () => readonly string[]
  /** Brings a row into view; it is mounted one tick later. */
  readonly reveal: (index: number) => void
  readonly open: (id: string) => void
  readonly openPage: (id: string) => void
  readonly search: () => void
}

/**
 * One Tab stop for the whole table: the row with the focus, or one of its cells. It stays with its opportunity wherever
 * that goes, and passes to the row that takes its place when it leaves.
 */
export class ListFocus {
  #wanted = $state<string | null>(null)
  #index = 0
  readonly #around: Surroundings
  readonly #rows = new Map<string, RowHandle>()
  /** The row that Tab leads to. */
  readonly current: string | null

  constructor(around: Surroundings) {
    this.#around = around
    this.current = $derived.by(() => {
      const ids = around.ids()
      if (this.#wanted !== null && ids.includes(this.#wanted)) return this.#wanted
      return ids[Math.min(this.#index, ids.length - 1)] ?? null
    })
  }

  register(id: string, handle: RowHandle): () => void {
    this.#rows.set(id, handle)
    return () => {
      const hadFocus = handle.element.contains(document.activeElement)
      if (this.#rows.get(id) === handle) this.#rows.delete(id)
      if (hadFocus) void tick().then(() => this.#take(this.current))
    }
  }

  /** The focus came into a row by hand. */
  entered(id: string): void {
    this.#wanted = id
    this.#index = this.#around.ids().indexOf(id)
  }

  /** Back to the row, after its sheet or an editor has closed. */
  async focus(id: string): Promise<void> {
    const index = this.#around.ids().indexOf(id)
    if (index < 0) return
    this.entered(id)
    this.#around.reveal(index)
    await tick()
    this.#take(id)
  }

  shortcuts(): Shortcut[] {
    const inTable = () => this.#focused() !== null
    const onRow = () => this.#focused()?.element === document.activeElement
    const edit = (keys: string, field: EditField): Shortcut => ({
      keys,
      when: inTable,
      run: () => this.#focused()?.edit(field),
    })
    const step = (keys: string, by: number): Shortcut => ({ keys, when: inTable, run: () => this.#step(by) })
    const open = (keys: string, when: () => boolean, run: (id: string) => void): Shortcut => ({
      keys,
      when,
      run: () => {
        if (this.current !== null) run(this.current)
      },
    })
    return [
      step('arrowdown', 1),
      step('arrowup', -1),
      step('j', 1),
      step('k', -1),
      step('pagedown', 10),
      step('pageup', -10),
      step('home', Number.NEGATIVE_INFINITY),
      step('end', Number.POSITIVE_INFINITY),
      { keys: 'arrowright', when: inTable, run: () => this.#cross(1) },
      { keys: 'arrowleft', when: inTable, run: () => this.#cross(-1) },
      open('enter', onRow, this.#around.open),
      open('mod+enter', inTable, this.#around.openPage),
      edit('e', 'title'),
      edit('f2', 'title'),
      edit('a', 'owner'),
      edit('d', 'expectedCloseDate'),
      { keys: '/', run: () => this.#around.search() },
    ]
  }

  #focused(): RowHandle | null {
    const row = this.current === null ? undefined : this.#rows.get(this.current)
    return row?.element.contains(document.activeElement) ? row : null
  }

  #step(by: number): void {
    const ids = this.#around.ids()
    const from = this.current === null ? 0 : ids.indexOf(this.current)
    const to = Math.max(0, Math.min(ids.length - 1, from + by))
    const cell = this.#cellIndex()
    const id = ids[to]
    if (id === undefined) return
    this.entered(id)
    this.#around.reveal(to)
    void tick().then(() => this.#take(id, cell))
  }

  /** Which cell of the row has the focus; -1 for the row itself. */
  #cellIndex(): number {
    return (
      this.#focused()
        ?.cells()
        .findIndex((cell) => cell.contains(document.activeElement)) ?? -1
    )
  }

  #cross(by: 1 | -1): void {
    const row = this.#focused()
    if (!row) return
    const cells = row.cells()
    const to = Math.max(-1, Math.min(cells.length - 1, this.#cellIndex() + by))
    ;(cells[to] ?? row.element).focus({ preventScroll: to < 0 })
  }

  #take(id: string | null, cell = -1): void {
    const row = id === null ? undefined : this.#rows.get(id)
    const target = row?.cells()[cell] ?? row?.element
    target?.focus({ preventScroll: true })
  }
}
