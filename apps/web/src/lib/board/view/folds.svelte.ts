import type { Stage } from '@mekong/domain'

/** Which columns a person has folded, in this browser; until they say, as the pipeline says. */
export class Folds {
  readonly #key: string
  #chosen = $state.raw<Readonly<Record<string, boolean>>>({})
  /** Opened by a card that was held over it, until the drop. */
  #opened = $state.raw<string | null>(null)

  constructor(pipelineId: string) {
    this.#key = `mekong.folds.${pipelineId}`
    this.#chosen = this.#read()
  }

  isFolded(stage: Stage): boolean {
    return this.#opened !== stage.id && (this.#chosen[stage.id] ?? stage.isFolded)
  }

  set(stageId: string, isFolded: boolean): void {
    this.#chosen = { ...this.#chosen, [stageId]: isFolded }
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#chosen))
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
  }

  openForNow(stageId: string | null): void {
    this.#opened = stageId
  }

  #read(): Readonly<Record<string, boolean>> {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '{}')
      if (typeof stored !== 'object' || stored === null) return {}
      return Object.fromEntries(
        Object.entries(stored).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
      )
    } catch {
      return {}
    }
  }
}
