/** Whether the server can be reached, from what the browser says, what requests meet and what the socket does. */
export class Network {
  #browser = $state(navigator.onLine)
  #socket = $state<'idle' | 'connecting' | 'open' | 'failing'>('idle')
  #lastRequestFailed = $state(false)
  /** When the line was lost; null while it stands. */
  offlineSince = $state.raw<Date | null>(null)

  readonly status: 'online' | 'connecting' | 'offline' = $derived.by(() => {
    if (!this.#browser || this.#socket === 'failing') return 'offline'
    if (this.#socket === 'open') return 'online'
    if (this.#lastRequestFailed) return 'offline'
    return this.#socket === 'connecting' ? 'connecting' : 'online'
  })

  readonly #reached = new Set<() => void>()

  get isOffline(): boolean {
    return this.status === 'offline'
  }

  /** Watches the browser's own signs; returns how to stop. */
  watch(): () => void {
    const update = () => {
      this.#browser = navigator.onLine
      this.#settle()
      if (navigator.onLine) this.#tellReached()
    }
    window.addEventListener('online', update)
    window.addEventListener('offline', update)
    return () => {
      window.removeEventListener('online', update)
      window.removeEventListener('offline', update)
    }
  }

  /** Calls back whenever there is new reason to believe that the server can be reached. */
  onreached(callback: () => void): () => void {
    this.#reached.add(callback)
    return () => this.#reached.delete(callback)
  }

  socketIs(state: 'idle' | 'connecting' | 'open' | 'failing'): void {
    // A failing socket that tries again still fails until it is open.
    if (state === 'connecting' && this.#socket === 'failing') return
    this.#socket = state
    this.#settle()
    if (state === 'open') this.#tellReached()
  }

  requestWas(answered: boolean): void {
    const isNews = answered && this.#lastRequestFailed
    this.#lastRequestFailed = !answered
    this.#settle()
    if (isNews) this.#tellReached()
  }

  #tellReached(): void {
    for (const callback of this.#reached) callback()
  }

  #settle(): void {
    if (!this.isOffline) this.offlineSince = null
    else this.offlineSince ??= new Date()
  }
}
