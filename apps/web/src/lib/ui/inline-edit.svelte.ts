/** What came of saving: refused keeps the editor open with the sentence; conflict is shown by the caller's snippet. */
export type SaveOutcome = { kind: 'saved' } | { kind: 'refused'; message: string } | { kind: 'conflict' }

export interface InlineEditSource<Value> {
  value: () => Value
  save: (next: Value) => Promise<SaveOutcome>
  isSame: (one: Value, other: Value) => boolean
}

/**
 * One field edited in place: shown, edited, pending, refused. Others' changes to the value go on arriving while it is
 * edited, and never touch the draft.
 */
export class InlineEditState<Value> {
  mode = $state<'shown' | 'edited' | 'pending'>('shown')
  #draft = $state.raw<Value>() as Value
  /** A sentence that keeps the editor open: the draft cannot be read, or the server refused it. */
  fault = $state<string | null>(null)
  /** The draft cannot be read as a value; leaving the field must not save it. */
  isUnreadable = $state(false)
  readonly #source: InlineEditSource<Value>

  constructor(source: InlineEditSource<Value>) {
    this.#source = source
  }

  /** What stands on screen: the draft while it is edited or on its way. */
  get shown(): Value {
    return this.mode === 'shown' ? this.#source.value() : this.#draft
  }

  get draft(): Value {
    return this.#draft
  }

  set(draft: Value, { valid = true }: { valid?: boolean } = {}): void {
    this.#draft = draft
    this.isUnreadable = !valid
    this.fault = null
  }

  begin(): void {
    if (this.mode !== 'shown') return
    this.set(this.#source.value())
    this.mode = 'edited'
  }

  cancel(): void {
    this.fault = null
    this.isUnreadable = false
    this.mode = 'shown'
  }

  /** Saves the draft; unchanged, it only closes. Gives false while the draft cannot be saved as it is. */
  async commit(): Promise<boolean> {
    if (this.mode !== 'edited') return true
    if (this.isUnreadable) return false
    if (this.#source.isSame(this.#draft, this.#source.value())) {
      this.cancel()
      return true
    }
    this.mode = 'pending'
    const outcome = await this.#source.save(this.#draft).catch((fault: unknown) => {
      // A fault nobody foresaw must not leave the field waiting for ever, nor lose what was typed.
      this.mode = 'edited'
      throw fault
    })
    if (outcome.kind === 'refused') {
      this.fault = outcome.message
      this.mode = 'edited'
      return false
    }
    this.mode = 'shown'
    return true
  }
}
