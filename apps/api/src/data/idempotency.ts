import { createHash } from 'node:crypto'
import { fault, invalid, isStorable, lengthOf, type Fault, type PipelineId } from '@mekong/domain'
import type { Sql } from './sql.ts'

const field = ['clientMutationId']
const longest = 200

/** A key is any text that the database can hold. */
export function faultOfKey(key: string | null): Fault | undefined {
  if (key === null) return undefined
  if (!isStorable(key)) return invalid('notStorable', field)
  if (key.trim() === '') return invalid('blank', field)
  return lengthOf(key) > longest ? invalid('tooLong', field, { max: longest }) : undefined
}

/** Two requests are the same when they ask the same of the same mutation, in whatever order their fields come. */
export const hashOfRequest = (operation: string, input: unknown): string =>
  createHash('sha256')
    .update(`${operation} ${canonical(input)}`)
    .digest('hex')

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export interface KeyOfActor {
  readonly actorKey: string
  readonly key: string
}

/** A request by its key. */
export interface KeyedRequest extends KeyOfActor {
  readonly operation: string
  readonly requestHash: string
}

/** What became of an earlier request with the same key. */
export type Known<O> =
  | {
      readonly kind: 'written'
      readonly outcome: O
      readonly positions: Readonly<Record<PipelineId, number>>
      readonly isReplay: true
    }
  | { readonly kind: 'key-refused'; readonly fault: Fault }

interface Opened<O> {
  readonly now: Date
  /** Undefined for a request that is new. */
  answerTo(request: KeyedRequest): Known<O> | undefined
}

/**
 * Begins writes that share a transaction, no two with the same key: sets how long it may wait, reads the clock, and takes
 * the keys. The same key in another running transaction makes this one wait for that one's end; one whose write has
 * committed is known, for a day.
 */
export async function openWrites<O>(sql: Sql, requests: readonly KeyedRequest[]): Promise<Opened<O>> {
  const columns = [
    requests.map(({ actorKey }) => actorKey),
    requests.map(({ key }) => key),
    requests.map(({ operation }) => operation),
    requests.map(({ requestHash }) => requestHash),
  ]
  const [row] = await sql.rows<{ now: Date; taken: string[] }>(opening, columns)
  if (!row) throw new Error('The opening of a write has always one row.')
  const taken = new Set(row.taken)
  const others = requests.filter((request) => !taken.has(nameOf(request)))
  const answers = new Map<string, Known<O>>()
  for (const request of others) answers.set(nameOf(request), await knownOf<O>(sql, request))
  return { now: row.now, answerTo: (request) => answers.get(nameOf(request)) }
}

/** The ids of actors have no space. */
const nameOf = ({ actorKey, key }: KeyOfActor): string => `${actorKey} ${key}`

async function knownOf<O>(sql: Sql, { actorKey, key, requestHash }: KeyedRequest): Promise<Known<O>> {
  const [stored] = await sql.rows<{
    request_hash: string
    outcome: { outcome: O; positions: Record<PipelineId, number> }
  }>(`select request_hash, outcome from idempotency_key where actor_key = $1 and key = $2`, [actorKey, key])
  return stored?.request_hash === requestHash
    ? { kind: 'written', ...stored.outcome, isReplay: true }
    : { kind: 'key-refused', fault: fault('IDEMPOTENCY_KEY_REUSED', 'keyReused', field) }
}

/**
 * Keys are inserted from the settings, so that waiting for another write with the same key has its limit too, and in an
 * order that is everywhere the same. All that a write asks for is found by ids, whatever they are, so its statements are
 * planned once and not for each value: that takes PostgreSQL longer than running them.
 */
const opening = `
  with setting as materialized (
    select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '8s', true),
      set_config('idle_in_transaction_session_timeout', '8s', true),
      set_config('plan_cache_mode', 'force_generic_plan', true)
  ), taken as (
    insert into idempotency_key as k (actor_key, key, operation, request_hash)
    select r.actor_key, r.key, r.operation, r.request_hash
    from setting, unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r (actor_key, key, operation, request_hash)
    order by r.actor_key, r.key
    on conflict (actor_key, key) do update
      set operation = excluded.operation, request_hash = excluded.request_hash, outcome = null, created_at = now()
      where k.created_at < now() - interval '24 hours'
    returning actor_key, key
  )
  select date_trunc('milliseconds', clock_timestamp()) as now,
    array(select actor_key || ' ' || key from taken) as taken from setting`
