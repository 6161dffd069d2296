import { within } from './within.ts'

/** Wake-ups and small news go by channels of their own, so that each is read by who needs it. */
export const channels = ['wake', 'news'] as const
export type Channel = (typeof channels)[number]

/** What a bus hears of its wire. */
export interface WireEnd {
  heard(channel: Channel, text: string): void
  /** It listens, for the first time or again: whatever was sent before may be lost. */
  listening(): void
  fault(error: unknown): void
}

/** Carries texts between nodes. It opens again by itself whenever it is lost, for as long as it is wanted. */
export interface Wire {
  /** Never rejects: what can't be opened now is tried again. */
  open(end: WireEnd): Promise<void>
  /** Resolves once the text is on its way, or dropped because nothing is open. Never rejects. */
  send(channel: Channel, text: string): Promise<void>
  /** It has gone silent: gives up the connection that listens for another one. */
  renew(): void
  close(): Promise<void>
  /** False while it is known to be lost; a silent loss shows in what is not heard. */
  readonly isOpen: boolean
  /** The longest text, in bytes. */
  readonly mostBytes: number
}

/** One connection of whatever kind. */
export interface Connection {
  /** Rejects when it can't be opened. */
  readonly ready: Promise<unknown>
  /** At once: a dead peer never answers a polite goodbye. */
  destroy(): void
  end(): Promise<unknown>
}

const firstWaitMs = 250
const longestWaitMs = 2_000
/** A peer that is there and says nothing must not keep a node from starting. */
const openMs = 5_000

/** A connection that is opened again, for as long as it is wanted, whenever it is lost. */
export class Line<C extends Connection> {
  /** Undefined while there is none. */
  connection: C | undefined
  #opening: C | undefined
  #isWanted = false
  #wait: NodeJS.Timeout | undefined
  #failures = 0

  constructor(
    private readonly make: (lost: (error?: unknown) => void) => C,
    private readonly on: { fault(error: unknown): void; open?(): void },
  ) {}

  async open(): Promise<void> {
    this.#isWanted = true
    const made = this.make((error) => this.#lost(made, error))
    this.#opening = made
    try {
      await within(openMs, 'Opening a wake-up connection', made.ready)
      if (this.#opening !== made) return
      this.connection = made
      this.#failures = 0
      this.on.open?.()
    } catch (error) {
      this.#lost(made, error)
    }
  }

  /** Never rejects. A failure loses the connection. */
  async use(work: (connection: C) => Promise<unknown>): Promise<void> {
    const { connection } = this
    if (!connection) return
    try {
      await work(connection)
    } catch (error) {
      this.#lost(connection, error)
    }
  }

  renew(): void {
    if (this.#opening) this.#lost(this.#opening, new Error('The wake-up connection has gone silent.'))
  }

  async close(): Promise<void> {
    this.#isWanted = false
    clearTimeout(this.#wait)
    const last = this.#opening
    this.#opening = this.connection = undefined
    await last?.end().catch(() => last.destroy())
  }

  #lost(which: C, error?: unknown): void {
    if (which !== this.#opening) return
    this.#opening = this.connection = undefined
    which.destroy()
    if (!this.#isWanted) return
    // Once for as long as it is away: every attempt fails for the same reason.
    if (error !== undefined && this.#failures === 0) this.on.fault(error)
    this.#wait = setTimeout(
      () => void this.open(),
      Math.min(firstWaitMs * 2 ** this.#failures++, longestWaitMs),
    ).unref()
  }
}
