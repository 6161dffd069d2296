import { randomUUID } from 'node:crypto'
import { Listeners, type Grapevine, type Topic, type WakeBus } from './wake-bus.ts'
import type { Channel, Wire } from './wire.ts'

interface Options {
  readonly wire: Wire
  readonly onFault: (error: unknown) => void
  /** The wire is lost; it opens again by itself. */
  readonly onLost: (error: unknown) => void
  /** A silent wire that has not brought our own call back for so long is taken for dead. */
  readonly silentMs?: number
}

/** A topic is some forty bytes: this many fit into one call on any wire. */
const topicsACall = 100

/**
 * The bus over whatever carries texts between nodes. Topics that come while one call is on its way go together in the next
 * one. Each node calls itself every few seconds: a connection can die without an error, and that is how it shows.
 */
export class WiredWakeBus implements WakeBus, Grapevine {
  readonly #node = randomUUID()
  readonly #listeners: Listeners
  readonly #gossips: Listeners<string>
  readonly #waiting = new Set<string>()
  #isCalling = false
  /** Both by the clock that nobody sets. */
  #heardAt = -Infinity
  #renewedAt = -Infinity
  #pulse: NodeJS.Timeout | undefined

  constructor(private readonly options: Options) {
    this.#listeners = new Listeners(options.onFault)
    this.#gossips = new Listeners(options.onFault)
  }

  get isDegraded(): boolean {
    return !this.options.wire.isOpen || this.#isSilent
  }

  get mostBytes(): number {
    return this.options.wire.mostBytes - this.#node.length - 1
  }

  async start(): Promise<void> {
    await this.options.wire.open({
      heard: (channel, text) => this.#hear(channel, text),
      listening: () => {
        this.#heardAt = performance.now()
        // Whatever was called while nobody listened is lost: look at everything once.
        this.#listeners.tell('all')
      },
      fault: this.options.onLost,
    })
    this.#pulse = setInterval(() => {
      this.#renew()
      this.#call('')
    }, this.#silentMs / 3).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#pulse)
    await this.options.wire.close()
  }

  subscribe(listener: (topic: Topic | 'all') => void): () => void {
    return this.#listeners.add(listener)
  }

  publish(topic: Topic): void {
    this.#listeners.tell(topic)
    this.#call(topic)
  }

  tell(news: string): void {
    if (Buffer.byteLength(news) <= this.mostBytes) void this.options.wire.send('news', `${this.#node} ${news}`)
  }

  overhear(listener: (news: string) => void): () => void {
    return this.#gossips.add(listener)
  }

  get #silentMs(): number {
    return this.options.silentMs ?? 6_000
  }

  get #isSilent(): boolean {
    return performance.now() - this.#heardAt > this.#silentMs
  }

  /** A new connection gets as long to speak up as the old one had. */
  #renew(): void {
    if (!this.#isSilent || performance.now() - this.#renewedAt < this.#silentMs) return
    this.#renewedAt = performance.now()
    this.options.wire.renew()
  }

  #call(topic: string): void {
    this.#waiting.add(topic)
    if (!this.#isCalling) void this.#callAll()
  }

  async #callAll(): Promise<void> {
    this.#isCalling = true
    while (this.#waiting.size > 0) {
      const topics = [...this.#waiting].slice(0, topicsACall)
      for (const topic of topics) this.#waiting.delete(topic)
      // Without a connection the call is dropped: the other nodes look by themselves.
      await this.options.wire.send('wake', [this.#node, ...topics.filter(Boolean)].join(' '))
    }
    this.#isCalling = false
  }

  #hear(channel: Channel, text: string): void {
    const end = text.indexOf(' ')
    const node = end < 0 ? text : text.slice(0, end)
    const rest = end < 0 ? '' : text.slice(end + 1)
    if (channel === 'wake') this.#heardAt = performance.now()
    // Our own topics were told when they were published.
    if (node === this.#node) return
    if (channel === 'news') return this.#gossips.tell(rest)
    for (const topic of rest.split(' ')) if (isTopic(topic)) this.#listeners.tell(topic)
  }
}

const isTopic = (text: string): text is Topic =>
  text === 'setup' || text.startsWith('board:') || text.startsWith('rights:')
