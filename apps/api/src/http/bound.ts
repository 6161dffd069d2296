import { concerns, type CallerChange, type Callers } from './callers.ts'
import type { Caller } from './context.ts'
import type { Log } from './log.ts'

/** A connection that goes on under a person's rights: a socket, a stream. */
export interface Connection {
  caller: Caller
  /** Session or key have ended, or the person left. */
  readonly end: () => void
}

/** Beside changes that are told: those that somebody made in the database, or told while we were cut off. */
const recheckMs = 5_000

/**
 * The connections that outlive their request. Their caller is looked up once; each change of rights looks again, and
 * ends those that stand for nobody any more.
 */
export class Bound {
  readonly #connections = new Set<Connection>()
  readonly #stopListening: () => void
  readonly #timer: NodeJS.Timeout

  constructor(
    private readonly callers: Callers,
    private readonly log: Log,
  ) {
    this.#stopListening = callers.onChange((change) => this.#look(change))
    this.#timer = setInterval(() => this.#look({}), recheckMs).unref()
  }

  add(connection: Connection): () => void {
    this.#connections.add(connection)
    return () => this.#connections.delete(connection)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#stopListening()
  }

  #look(change: CallerChange): void {
    const concerned = [...this.#connections].filter(({ caller }) => concerns(change, caller))
    if (concerned.length === 0) return
    // A database that is gone ends nobody's session; the next look tells.
    this.#recheck(concerned).catch((error: unknown) => this.log.warn({ err: error }, 'rights could not be checked'))
  }

  async #recheck(connections: readonly Connection[]): Promise<void> {
    const now = await this.callers.again(connections.map(({ caller }) => caller))
    for (const connection of connections) {
      const caller = now.get(connection.caller.keyId ?? connection.caller.sessionId ?? '')
      if (caller) connection.caller = caller
      else if (this.#connections.delete(connection)) connection.end()
    }
  }
}
