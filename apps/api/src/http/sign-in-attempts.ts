import { isIPv6 } from 'node:net'
import type { Pool } from 'pg'
import { secretHash } from '../data/secret-hash.ts'

/** What is guessed at; a challenge is asked for beforehand, and leaves a row. */
export type AttemptKind = 'password' | 'code' | 'link' | 'own-password' | 'reset-request' | 'challenge'

export interface Attempt {
  readonly kind: AttemptKind
  /** The account, as it was named; null where only a secret is shown. It need not exist: that must not show. */
  readonly subject: string | null
  readonly address: string
}

const perSubject = 5
const perAddress = 60

/**
 * Failed attempts by account and address, so that a guesser is held up and neither an office behind one address nor the
 * owner of the account elsewhere is; and by address alone, against one password tried on many accounts. Five failures
 * within a minute, or sixty from an address, block for a minute; each further block is twice as long, up to a quarter of
 * an hour, until an hour has passed. All nodes count in one table. It holds hashes only: what people type by mistake into
 * the wrong field is kept nowhere.
 */
export class SignInAttempts {
  #sweep: NodeJS.Timeout | undefined

  constructor(
    private readonly pool: Pool,
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.#sweep = setInterval(() => {
      this.pool.query(forgetting).catch(this.onFault)
    }, 600_000).unref()
  }

  stop(): void {
    clearInterval(this.#sweep)
  }

  /** Seconds to wait, or null: then the attempt counts as failed until `succeeded` takes it back. */
  async begin(attempt: Attempt): Promise<number | null> {
    const limits = limitsOf(attempt)
    const names = limits.map(([name]) => name)
    const { rows } = await this.pool.query<{ seconds: number | null; counted: number }>({
      ...counting,
      values: [names, limits.map(([, most]) => most)],
    })
    const { seconds = null, counted = 0 } = rows[0] ?? {}
    if (seconds !== null) return seconds
    // Between looking and counting another attempt used the last one up.
    return counted === names.length ? null : ((await this.#wait(names)) ?? 1)
  }

  /** The right secret ends the count for its account, and is taken back from its address. */
  async succeeded(attempt: Attempt): Promise<void> {
    const [address, ...subject] = limitsOf(attempt).map(([name]) => name)
    await Promise.all([
      this.pool.query('delete from sign_in_attempt where name = any($1)', [subject]),
      this.pool.query(
        'update sign_in_attempt set failures = greatest(0, failures - 1), blocked_until = null where name = $1',
        [address],
      ),
    ])
  }

  async #wait(names: readonly string[]): Promise<number | null> {
    const { rows } = await this.pool.query<{ seconds: number | null }>(waiting, [names])
    return rows[0]?.seconds ?? null
  }
}

function limitsOf({ kind, subject, address }: Attempt): (readonly [name: string, most: number])[] {
  const network = networkOf(address)
  const byAddress = [secretHash(`${kind} ${network}`), perAddress] as const
  if (subject === null) return [byAddress]
  return [byAddress, [secretHash(`${kind} ${subject.trim().toLowerCase()} ${network}`), perSubject]]
}

/** Whoever has one IPv6 address has the 2^64 of its network. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - rest.length
  return [...groups, ...Array<string>(missing).fill('0'), ...rest].slice(0, 4).join(':')
}

const seconds = `ceil(extract(epoch from max(blocked_until) - clock_timestamp()))::integer as seconds`

const waiting = `select ${seconds} from sign_in_attempt where name = any($1) and blocked_until > clock_timestamp()`

/**
 * Nothing is counted while any of the names is blocked. Rows are locked in the order of their names, so that attempts at
 * once wait for each other and never for good; whoever finds a row blocked after waiting leaves it.
 */
const counting = {
  name: 'sign-in-attempt',
  text: `
    with asked as (select * from unnest($1::text[], $2::integer[]) as a (name, most)),
      blocked as (select ${seconds} from sign_in_attempt join asked using (name) where blocked_until > clock_timestamp()),
      counted as (
        insert into sign_in_attempt as s (name, failures, window_from)
        select name, 1, clock_timestamp() from asked where (select seconds from blocked) is null order by name
        on conflict (name) do update set
          failures = case when ${isOver('s')} then 1 else s.failures + 1 end,
          window_from = case when ${isOver('s')} then clock_timestamp() else s.window_from end,
          blocks = case when s.window_from < clock_timestamp() - interval '1 hour' then 0 else s.blocks end
            + case when ${isLast('s')} then 1 else 0 end,
          blocked_until = case when ${isLast('s')}
            then clock_timestamp() + least(interval '15 minutes', interval '1 minute' * 2 ^ least(s.blocks, 10)) end
        where s.blocked_until is null or s.blocked_until <= clock_timestamp()
        returning name)
    select (select seconds from blocked) as seconds, (select count(*)::integer from counted) as counted`,
}

/** The minute is over, or its block: counting begins anew. */
function isOver(row: string): string {
  return `(${row}.window_from < clock_timestamp() - interval '1 minute' or ${row}.blocked_until is not null)`
}

/** The attempt that uses up what a minute has; it is still let through. */
function isLast(row: string): string {
  return `(not ${isOver(row)} and ${row}.failures + 1 >= (select most from asked where asked.name = ${row}.name))`
}

const forgetting = `delete from sign_in_attempt where window_from < now() - interval '2 hours'`
