import type { Pool } from 'pg'
import type { Caller } from '../http/context.ts'
import { isSessionOpen } from '../modules/session/session.store.ts'

const pollMs = 1_000

/** Somebody whose rights hold something open. They are told once. */
export interface Watched {
  readonly caller: Caller
  /** They may see or do something else now. */
  changed(): void
  /** Their session or key has ended, or they were deactivated. */
  revoked(): void
}

interface Standing {
  users: [string, number][]
  sessions: string[]
  /** With the number of each secret that opens. */
  keys: string[]
}

/**
 * Asks every second whether those who hold something open may still do so: one statement for all of them. That is what
 * bounds how long a change takes to arrive; a wake-up only makes it sooner.
 */
export class RightsWatch {
  readonly #watched = new Set<Watched>()
  #timer: NodeJS.Timeout | undefined
  #isRunning = false
  #isAsked = false

  constructor(
    private readonly pool: Pool,
    private readonly on: {
      /** Before those concerned learn it: whoever they ask next should know already. */
      found(userId: string): void
      fault(error: unknown): void
    },
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.look(), pollMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  watch(watched: Watched): () => void {
    this.#watched.add(watched)
    return () => this.#watched.delete(watched)
  }

  /** Looks now; asked while looking, it looks once more. */
  look(): void {
    this.#isAsked = true
    if (!this.#isRunning) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    try {
      while (this.#isAsked && this.#watched.size > 0) {
        this.#isAsked = false
        await this.#compare([...this.#watched])
      }
    } catch (error) {
      this.on.fault(error)
    } finally {
      this.#isRunning = false
    }
  }

  async #compare(watched: readonly Watched[]): Promise<void> {
    const standing = await this.#read(watched.map(({ caller }) => caller))
    const versions = new Map(standing.users)
    const sessions = new Set(standing.sessions)
    const keys = new Set(standing.keys)
    for (const one of watched) {
      const { actor, sessionId, keyId, keyGeneration, aclVersion } = one.caller
      const version = versions.get(actor.userId)
      const isOver =
        (sessionId !== null && !sessions.has(sessionId)) || (keyId !== null && !keys.has(`${keyId} ${keyGeneration}`))
      const isRevoked = version === undefined || isOver
      if ((!isRevoked && version === aclVersion) || !this.#watched.delete(one)) continue
      this.on.found(actor.userId)
      if (isRevoked) one.revoked()
      else one.changed()
    }
  }

  async #read(callers: readonly Caller[]): Promise<Standing> {
    const { rows } = await this.pool.query<Standing>({
      ...standingQuery,
      values: [
        [...new Set(callers.map(({ actor }) => actor.userId))],
        callers.flatMap(({ sessionId }) => sessionId ?? []),
        callers.flatMap(({ keyId }) => keyId ?? []),
      ],
    })
    const [row] = rows
    if (row === undefined) throw new Error('The question about rights got no answer.')
    return row
  }
}

const standingQuery = {
  name: 'rights-standing',
  text: `select
    (select coalesce(json_agg(json_build_array(id, acl_version)), '[]') from app_user where id = any($1) and is_active) as users,
    (select coalesce(json_agg(s.id), '[]') from app_session s join app_user u on u.id = s.user_id
      where s.id = any($2) and ${isSessionOpen('s', 'u')}) as sessions,
    (select coalesce(json_agg(id || ' ' || g), '[]') from api_key cross join lateral (values (generation, expires_at),
        (generation - 1, previous_until)) s (g, until)
      where id = any($3) and revoked_at is null and expires_at > now() and until > now()) as keys`,
  query_timeout: 3_000,
}
