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

interface Request {
  readonly actorKey: string
  readonly key: string | null
  readonly operation: string
  readonly requestHash: string
}

type Opened<O> =
  | { readonly kind: 'fresh'; readonly now: Date }
  | { readonly kind: 'known'; readonly answer: Replay<O> | { readonly kind: 'key-refused'; readonly fault: Fault } }

interface Replay<O> {
  readonly kind: 'written'
  readonly outcome: O
  readonly positions: Readonly<Record<PipelineId, number>>
  readonly isReplay: true
}

/**
 * Begins a write: sets how long it may wait, reads the clock, and takes the key. The same key in another running write
 * makes this one wait for that one's end; one whose write has committed is known, for a day.
 */
export async function openWrite<O>(sql: Sql, request: Request): Promise<Opened<O>> {
  const [row] = await sql.rows<{ now: Date; is_fresh: boolean }>(opening, [
    request.actorKey,
    request.key,
    request.operation,
    request.requestHash,
  ])
  if (!row) throw new Error('The opening of a write has always one row.')
  if (request.key === null || row.is_fresh) return { kind: 'fresh', now: row.now }
  const [stored] = await sql.rows<{
    request_hash: string
    outcome: { outcome: O; positions: Record<PipelineId, number> }
  }>(`select request_hash, outcome from idempotency_key where actor_key = $1 and key = $2`, [
    request.actorKey,
    request.key,
  ])
  if (stored?.request_hash !== request.requestHash)
    return {
      kind: 'known',
      answer: { kind: 'key-refused', fault: fault('IDEMPOTENCY_KEY_REUSED', 'keyReused', field) },
    }
  return { kind: 'known', answer: { kind: 'written', ...stored.outcome, isReplay: true } }
}

/** The key is inserted from the settings, so that waiting for another write with the same key has its limit too. */
const opening = `
  with setting as materialized (
    select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '8s', true),
      set_config('idle_in_transaction_session_timeout', '8s', true)
  ), taken as (
    insert into idempotency_key as k (actor_key, key, operation, request_hash)
    select $1, $2, $3, $4 from setting where $2::text is not null
    on conflict (actor_key, key) do update
      set operation = excluded.operation, request_hash = excluded.request_hash, outcome = null, created_at = now()
      where k.created_at < now() - interval '24 hours'
    returning 1
  )
  select date_trunc('milliseconds', clock_timestamp()) as now, exists (select from taken) as is_fresh from setting`
