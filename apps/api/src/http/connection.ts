import type { Services } from '../services.ts'
import type { Caller } from './context.ts'

/**
 * What goes on under a person's rights after its request: a socket, a stream. It always has the rights of now, and ends
 * with the session or key that opened it.
 */
export class Connection {
  #caller: Caller
  #unwatch: () => void = () => {}
  #isReleased = false

  constructor(
    private readonly services: Pick<Services, 'rights' | 'callers'>,
    caller: Caller,
    private readonly end: () => void,
  ) {
    this.#caller = caller
    this.#watch()
  }

  get caller(): Caller {
    return this.#caller
  }

  /** It has ended by itself. */
  release(): void {
    this.#isReleased = true
    this.#unwatch()
  }

  #watch(): void {
    if (this.#isReleased) return
    this.#unwatch = this.services.rights.watch({
      caller: this.#caller,
      changed: () => void this.#renew(),
      revoked: this.end,
    })
  }

  async #renew(): Promise<void> {
    try {
      const caller = await this.services.callers.again(this.#caller)
      if (caller === null) return this.end()
      this.#caller = caller
    } catch {
      // The database is gone for a moment; whoever watches sees the difference again at its next look.
    }
    this.#watch()
  }
}
