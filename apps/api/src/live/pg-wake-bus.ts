import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { Listeners, type Topic, type WakeBus } from './wake-bus.ts'

const channel = 'mekong_wake'
/** PostgreSQL takes 8,000 bytes a notification; a topic is some forty. */
const topicsANotify = 100

interface Options {
  readonly url: string
  readonly onFault: (error: unknown) => void
  /** A silent connection that has not brought our own call back for so long is taken for dead. */
  readonly silentMs?: number
}

/**
 * Wake-ups by NOTIFY and LISTEN, each on a connection of its own. Not inside the writing transaction: there PostgreSQL
 * queues all commits behind one lock. Topics that come while one call is on its way go together in the next one. Each node
 * calls itself every few seconds: a LISTEN connection can die without an error, and that is how it shows.
 */
export class PgWakeBus implements WakeBus {
  readonly #node = randomUUID()
  readonly #listeners: Listeners
  readonly #caller: Line
  readonly #ear: Line
  readonly #waiting = new Set<string>()
  #isCalling = false
  #heardAt = 0
  #renewedAt = 0
  #pulse: NodeJS.Timeout | undefined

  constructor(private readonly options: Options) {
    this.#listeners = new Listeners(options.onFault)
    this.#caller = new Line(options.url, options.onFault)
    this.#ear = new Line(options.url, options.onFault, async (client) => {
      client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
      await client.query(`listen ${channel}`)
      this.#heardAt = Date.now()
      // Whatever was called while nobody listened is lost: look at everything once.
      this.#listeners.tell('all')
    })
  }

  get isDegraded(): boolean {
    return Date.now() - this.#heardAt > this.#silentMs
  }

  get #silentMs(): number {
    return this.options.silentMs ?? 6_000
  }

  async start(): Promise<void> {
    await Promise.all([this.#ear.open(), this.#caller.open()])
    this.#pulse = setInterval(() => {
      this.#renew()
      this.#call('')
    }, this.#silentMs / 3).unref()
  }

  /** A new connection gets as long to speak up as the old one had. */
  #renew(): void {
    if (!this.isDegraded || Date.now() - this.#renewedAt < this.#silentMs) return
    this.#renewedAt = Date.now()
    this.#ear.renew()
  }

  async stop(): Promise<void> {
    clearInterval(this.#pulse)
    await Promise.all([this.#ear.close(), this.#caller.close()])
  }

  subscribe(listener: (topic: Topic | 'all') => void): () => void {
    return this.#listeners.add(listener)
  }

  publish(topic: Topic): void {
    this.#listeners.tell(topic)
    this.#call(topic)
  }

  #call(topic: string): void {
    this.#waiting.add(topic)
    if (!this.#isCalling) void this.#callAll()
  }

  async #callAll(): Promise<void> {
    this.#isCalling = true
    while (this.#waiting.size > 0) {
      const topics = [...this.#waiting].slice(0, topicsANotify)
      for (const topic of topics) this.#waiting.delete(topic)
      // Without a connection the call is dropped: the other nodes look by themselves.
      await this.#caller.query('select pg_notify($1, $2)', [channel, [this.#node, ...topics.filter(Boolean)].join(' ')])
    }
    this.#isCalling = false
  }

  #hear(payload: string): void {
    const [node, ...topics] = payload.split(' ')
    this.#heardAt = Date.now()
    // Our own topics were told when they were published.
    if (node !== this.#node) for (const topic of topics) if (isTopic(topic)) this.#listeners.tell(topic)
  }
}

const timeLimits = { connectionTimeoutMillis: 5_000, query_timeout: 5_000 }

const isTopic = (text: string): text is Topic =>
  text === 'setup' || text.startsWith('board:') || text.startsWith('rights:')

/** One connection that is opened again, for as long as it is wanted, whenever it is lost. */
class Line {
  #client: Client | undefined
  #isWanted = false
  #wait: NodeJS.Timeout | undefined
  #failures = 0

  constructor(
    private readonly url: string,
    private readonly onFault: (error: unknown) => void,
    private readonly prepare: (client: Client) => Promise<unknown> = async () => {},
  ) {}

  async open(): Promise<void> {
    this.#isWanted = true
    const client = new Client({ connectionString: this.url, keepAlive: true, ...timeLimits })
    this.#client = client
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client))
    try {
      await client.connect()
      await this.prepare(client)
      this.#failures = 0
    } catch (error) {
      this.#lost(client, error)
    }
  }

  /** Never rejects; a query on a lost line says nothing. */
  async query(text: string, values: readonly string[]): Promise<void> {
    const client = this.#client
    try {
      await client?.query({ text, values: [...values] })
    } catch (error) {
      if (client) this.#lost(client, error)
    }
  }

  renew(): void {
    if (this.#client) this.#lost(this.#client, new Error('The wake-up connection has gone silent.'))
  }

  async close(): Promise<void> {
    this.#isWanted = false
    clearTimeout(this.#wait)
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }

  #lost(client: Client, error?: unknown): void {
    if (client !== this.#client) return
    this.#client = undefined
    // A dead peer never answers a polite goodbye.
    client.connection?.stream.destroy()
    if (!this.#isWanted) return
    if (error !== undefined) this.onFault(error)
    this.#wait = setTimeout(() => void this.open(), Math.min(250 * 2 ** this.#failures++, 4_000)).unref()
  }
}
