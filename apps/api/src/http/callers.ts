import { agentOf } from '../data/audit/agent.ts'
import type { Via } from '../data/audit/via.ts'
import { secretHash } from '../data/secret-hash.ts'
import type { Auth } from './auth.ts'
import type { CallerStore } from './caller.store.ts'
import type { Caller, KnownCaller } from './context.ts'

/** What a request shows to say who is asking. A key goes before a cookie. */
export interface Credentials {
  readonly authorization?: string | undefined
  readonly cookie?: string | undefined
}

/** From where a request comes; what is audited says so. */
export interface Sender {
  readonly address?: string | undefined
  readonly userAgent?: string | undefined
}

/** Whose rights, session or key changed; without any of the three, everybody's may have. */
export interface CallerChange {
  readonly userId?: string
  readonly sessionId?: string
  readonly keyId?: string
}

interface Held {
  readonly caller: KnownCaller
  readonly until: number
}

const keptMs = 5_000
const mostHeld = 10_000

/**
 * Who is behind a request. Looking that up costs more than many a read, so it is kept in memory: for five seconds at
 * most, and dropped at once when a change is told. Whoever keeps a caller for longer (a socket) watches their rights and
 * asks `again`.
 */
export class Callers {
  readonly #held = new Map<string, Held>()
  readonly #listeners = new Set<(change: CallerChange) => void>()

  constructor(
    private readonly store: CallerStore,
    private readonly auth: Auth,
  ) {}

  /**
   * Null when the credentials stand for nobody: none given, unknown, expired, revoked, or of somebody who left. A session
   * in use goes on and on: `renewed` gets the cookie that says so, about once a day.
   */
  async of(shown: Credentials & Sender, renewed?: (cookie: string) => void): Promise<Caller | null> {
    const known = await this.#known(shown, renewed)
    return known && { ...known, via: viaOf(known, shown) }
  }

  async #known(
    { authorization, cookie, address }: Credentials & Sender,
    renewed?: (cookie: string) => void,
  ): Promise<KnownCaller | null> {
    if (authorization !== undefined) {
      const secret = keyIn(authorization)
      return secret === undefined ? null : this.#kept(secretHash(secret), (hash) => this.store.bySecret(hash, address))
    }
    return cookie === undefined ? null : this.#kept(secretHash(cookie), () => this.#bySession(cookie, renewed))
  }

  /** As they are now, past all memory; null when session or key have ended, or the person left. */
  async again({ sessionId, keyId, keyGeneration, via }: Caller): Promise<Caller | null> {
    const known =
      keyId !== null
        ? await this.store.byKey(keyId, keyGeneration)
        : sessionId && (await this.store.bySession(sessionId))
    return known ? { ...known, via } : null
  }

  /** Rights, a session or a key changed: forget it here, and tell those who hold callers. */
  told(change: CallerChange): void {
    for (const [name, { caller }] of this.#held) if (concerns(change, caller)) this.#held.delete(name)
    for (const listen of this.#listeners) listen(change)
  }

  onChange(listen: (change: CallerChange) => void): () => void {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  async #bySession(cookie: string, renewed?: (cookie: string) => void): Promise<KnownCaller | null> {
    const { response: found, headers } = await this.auth.api.getSession({
      headers: new Headers({ cookie }),
      returnHeaders: true,
    })
    if (found) for (const set of headers.getSetCookie()) renewed?.(set)
    return found && this.store.bySession(found.session.id)
  }

  async #kept(name: string, find: (name: string) => Promise<KnownCaller | null>): Promise<KnownCaller | null> {
    const now = Date.now()
    const held = this.#held.get(name)
    if (held && held.until > now) return held.caller
    const caller = await find(name)
    if (caller === null) this.#held.delete(name)
    else this.#held.set(name, { caller, until: Math.min(now + keptMs, caller.expiresAt) })
    for (const [oldest] of this.#held) if (this.#held.size > mostHeld) this.#held.delete(oldest)
    return caller
  }
}

const viaOf = ({ sessionId, keyId }: KnownCaller, { address, userAgent }: Sender): Via => ({
  id: keyId ?? sessionId,
  address: address ?? null,
  agent: agentOf(userAgent),
})

function concerns(change: CallerChange, caller: KnownCaller): boolean {
  const isNamed = Object.values(change).some((id) => id !== undefined)
  if (!isNamed) return true
  return (
    change.userId === caller.actor.userId ||
    (change.sessionId !== undefined && change.sessionId === caller.sessionId) ||
    (change.keyId !== undefined && change.keyId === caller.keyId)
  )
}

const keyShape = /^Bearer (mk_[\w-]{43})$/i

const keyIn = (authorization: string): string | undefined => keyShape.exec(authorization)?.[1]
