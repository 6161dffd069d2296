import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

const tellMs = 5_000
/** Who has a quarter of what they may is told of this soon: the rest could be opened before the next regular telling. */
const hurriedShare = 4
const hurriedMs = 250

/**
 * How many connections are open for each person, key or address. Exact on this node; what the others have is some seconds
 * old, a fraction of one for those who have many, which is near enough for a limit that is there to stop thousands.
 */
export class Census {
  readonly #node = randomUUID()
  readonly #here = new Map<string, number>()
  #elsewhere: ReadonlyMap<string, number> = new Map()
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Timeout | undefined
  #telling: Promise<void> = Promise.resolve()
  #hasTold = false

  constructor(
    private readonly pool: Pool,
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.#timer = setInterval(() => (this.#telling = this.#telling.then(() => this.tell())), tellMs).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    this.#timer = undefined
    await this.#telling
    await this.pool.query('delete from open_connections where node = $1', [this.#node]).catch(this.onFault)
  }

  /** Counts one more, unless there are as many already; whoever was counted says `left` once. */
  enter(name: string, most: number): { left(): void } | null {
    const here = this.#here.get(name) ?? 0
    if (here + (this.#elsewhere.get(name) ?? 0) >= most) return null
    this.#here.set(name, here + 1)
    if (here + 1 >= most / hurriedShare) this.#hurry()
    let isIn = true
    return {
      left: () => {
        if (!isIn) return
        isIn = false
        const count = (this.#here.get(name) ?? 1) - 1
        if (count > 0) this.#here.set(name, count)
        else this.#here.delete(name)
      },
    }
  }

  #hurry(): void {
    if (this.#timer === undefined) return
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      this.#telling = this.#telling.then(() => this.tell())
    }, hurriedMs).unref()
  }

  /** Tells the other nodes, and hears from those that are there. A node without connections has nothing to tell. */
  async tell(): Promise<void> {
    try {
      if (this.#here.size > 0 || this.#hasTold) {
        await this.pool.query({ ...telling, values: [this.#node, Object.fromEntries(this.#here)] })
        this.#hasTold = this.#here.size > 0
      }
      const { rows } = await this.pool.query<{ counts: Record<string, number> }>({ ...hearing, values: [this.#node] })
      const elsewhere = new Map<string, number>()
      for (const { counts } of rows)
        for (const [name, count] of Object.entries(counts)) elsewhere.set(name, (elsewhere.get(name) ?? 0) + count)
      this.#elsewhere = elsewhere
    } catch (error) {
      this.#elsewhere = new Map() // each node for itself
      this.onFault(error)
    }
  }
}

const telling = {
  name: 'census-tell',
  query_timeout: tellMs,
  text: `insert into open_connections (node, counts, at) values ($1, $2, now())
    on conflict (node) do update set counts = excluded.counts, at = excluded.at`,
}

/** A node that was killed said nothing at its end; it is forgotten after a while. */
const hearing = {
  name: 'census-hear',
  query_timeout: tellMs,
  text: `with gone as (delete from open_connections where at < now() - interval '1 minute')
    select counts from open_connections where node <> $1 and at > now() - interval '20 seconds'`,
}
