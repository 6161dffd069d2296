import { Client } from 'pg'
import { channels, Line, type Channel, type Connection, type Wire, type WireEnd } from './wire.ts'

const nameOf = (channel: Channel): string => `mekong_${channel}`
const channelNamed = new Map<string, Channel>(channels.map((channel) => [nameOf(channel), channel]))

const timeLimits = { connectionTimeoutMillis: 5_000, query_timeout: 5_000 }

/**
 * NOTIFY and LISTEN, each on a connection of its own. Not inside the writing transaction: there PostgreSQL queues all
 * commits behind one lock.
 */
export class PgWire implements Wire {
  /** PostgreSQL takes 7,999 bytes a notification. */
  readonly mostBytes = 7_900
  #caller: Line<PgConnection> | undefined
  #ear: Line<PgConnection> | undefined

  constructor(private readonly url: string) {}

  async open(end: WireEnd): Promise<void> {
    this.#caller = new Line((lost) => new PgConnection(this.url, lost), end)
    this.#ear = new Line(
      (lost) =>
        new PgConnection(this.url, lost, async (client) => {
          client.on('notification', ({ channel, payload = '' }) => {
            const known = channelNamed.get(channel)
            if (known) end.heard(known, payload)
          })
          for (const channel of channels) await client.query(`listen ${nameOf(channel)}`)
        }),
      { fault: end.fault, open: end.listening },
    )
    await Promise.all([this.#ear.open(), this.#caller.open()])
  }

  get isOpen(): boolean {
    return this.#ear?.connection !== undefined
  }

  async send(channel: Channel, text: string): Promise<void> {
    await this.#caller?.use(({ client }) => client.query('select pg_notify($1, $2)', [nameOf(channel), text]))
  }

  renew(): void {
    this.#ear?.renew()
  }

  async close(): Promise<void> {
    await Promise.all([this.#ear?.close(), this.#caller?.close()])
  }
}

class PgConnection implements Connection {
  readonly client: Client
  readonly ready: Promise<unknown>

  constructor(url: string, lost: (error?: unknown) => void, prepare = async (_client: Client): Promise<void> => {}) {
    this.client = new Client({ connectionString: url, keepAlive: true, ...timeLimits })
    this.client.on('error', lost)
    this.client.on('end', () => lost())
    this.ready = this.client.connect().then(() => prepare(this.client))
  }

  destroy(): void {
    this.client.connection?.stream.destroy()
  }

  end(): Promise<unknown> {
    return this.client.end()
  }
}
