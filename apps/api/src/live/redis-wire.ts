import { createClient } from '@redis/client'
import { channels, Line, type Channel, type Connection, type Wire, type WireEnd } from './wire.ts'

interface Options {
  readonly url: string
  /** Of the nodes that share a database: several deployments may share one Redis. */
  readonly deployment: string
}

const connectMs = 5_000

/** PUBLISH and SUBSCRIBE, each on a connection of its own. Nothing is stored in Redis, so losing it loses nothing. */
export class RedisWire implements Wire {
  readonly mostBytes = 64 * 1024
  #caller: Line<RedisConnection> | undefined
  #ear: Line<RedisConnection> | undefined

  constructor(private readonly options: Options) {}

  async open(end: WireEnd): Promise<void> {
    const { url } = this.options
    this.#caller = new Line((lost) => new RedisConnection(url, lost), end)
    this.#ear = new Line(
      (lost) =>
        new RedisConnection(url, lost, async (client) => {
          for (const channel of channels)
            await client.subscribe(this.#nameOf(channel), (text) => end.heard(channel, text))
        }),
      { fault: end.fault, open: end.listening },
    )
    await Promise.all([this.#ear.open(), this.#caller.open()])
  }

  get isOpen(): boolean {
    return this.#ear?.connection !== undefined && this.#caller?.connection !== undefined
  }

  async send(channel: Channel, text: string): Promise<void> {
    await this.#caller?.use(({ client }) => client.publish(this.#nameOf(channel), text))
  }

  renew(): void {
    this.#ear?.renew()
    this.#caller?.renew()
  }

  async close(): Promise<void> {
    await Promise.all([this.#ear?.close(), this.#caller?.close()])
  }

  #nameOf(channel: Channel): string {
    return `mekong:${this.options.deployment}:${channel}`
  }
}

/** The client's own reconnecting is off: the line does it in one way for every kind of wire. */
const makeClient = (url: string) =>
  createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: connectMs, reconnectStrategy: false } })

type Client = ReturnType<typeof makeClient>

class RedisConnection implements Connection {
  readonly client: Client
  readonly ready: Promise<unknown>

  constructor(url: string, lost: (error?: unknown) => void, prepare = async (_client: Client): Promise<void> => {}) {
    this.client = makeClient(url)
    this.client.on('error', lost)
    this.client.on('end', () => lost())
    this.ready = this.client.connect().then(() => prepare(this.client))
  }

  destroy(): void {
    if (this.client.isOpen) this.client.destroy()
  }

  async end(): Promise<void> {
    if (this.client.isOpen) await this.client.close()
  }
}
