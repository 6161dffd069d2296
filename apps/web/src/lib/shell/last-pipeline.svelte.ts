import { createContext } from 'svelte'
import { Persisted } from '#lib/i18n/persisted.svelte.ts'

const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z]+_[0-9a-z]+$/.test(value)

/** The board looked at last, in this browser: `/` leads there, and the rail's Board and List. */
export class LastPipeline {
  readonly #stored = new Persisted<string>('mekong.pipeline', isId)

  get id(): string | null {
    return this.#stored.current
  }

  remember(id: string): void {
    if (this.#stored.current !== id) this.#stored.current = id
  }

  /** The pipeline is gone, or no longer shared. */
  forget(): void {
    this.#stored.current = null
  }

  get boardPath(): string {
    return this.id === null ? '/' : `/b/${this.id}`
  }

  get listPath(): string {
    return this.id === null ? '/' : `/b/${this.id}/list`
  }
}

export const [getLastPipeline, setLastPipeline] = createContext<LastPipeline>()
