import type { ClientBase } from 'pg'
import { writeTail, type Positions } from '../live/outbox.ts'
import { hashOfRequest, openWrites, type KeyedRequest, type KeyOfActor } from './idempotency.ts'
import { TransactionSql, type Sql } from './sql.ts'
import { LeftRows, OneWrite } from './write-tx.ts'
import type { Decided, WriteRequest, Written, WriteTx } from './write.ts'

/** The answer of a shared write that can't go on in company: it is run again by itself. */
export const apart = 'apart'

/** One of the writes of a transaction. */
export interface Member<H, O, R> {
  readonly request: WriteRequest
  decide(tx: WriteTx, held: H): Promise<Decided<O, R> | typeof apart>
}

/** What became of one of them. */
export type Ended<O, R> =
  | { readonly written: Written<O, R>; readonly afterwards: readonly (() => void)[] }
  /** It has to go by itself; nothing of it is written. */
  | typeof apart

export interface Ends<O, R> {
  readonly ended: readonly Ended<O, R>[]
  /** The boards that were told something. */
  readonly boards: readonly string[]
}

/** The transaction failed. Undone: nothing of it is written, for certain; else nobody knows whether it was committed. */
export class GroupFailed extends Error {
  constructor(
    override readonly cause: unknown,
    readonly isUndone: boolean,
  ) {
    super('A group of writes failed as a whole.')
  }
}

/**
 * Some writes in one transaction, in two trips where their use cases ask nothing more: one that begins, takes the keys,
 * and holds and reads what all of them need; then the decisions, one after the other; then one with all rows, the tail
 * and the commit. A refusal is one write's own: it leaves nothing, and its key is given back.
 */
export async function writeTogether<H, O, R>(
  client: ClientBase,
  members: readonly Member<H, O, R>[],
  hold: (sql: Sql) => Promise<H>,
): Promise<Ends<O, R>> {
  const sql = new TransactionSql(client)
  try {
    return await attempt(sql, members, hold)
  } catch (error) {
    const isUndone = await sql.end('rollback').then(
      () => true,
      () => false, // the connection is lost, and what was sent last may have arrived
    )
    throw new GroupFailed(error, isUndone)
  }
}

async function attempt<H, O, R>(
  sql: TransactionSql,
  members: readonly Member<H, O, R>[],
  hold: (sql: Sql) => Promise<H>,
): Promise<Ends<O, R>> {
  const keys = members.map(({ request }) => keyOf(request))
  const [, opened, held] = await Promise.all([
    sql.count('begin'),
    openWrites<O>(
      sql,
      keys.filter((key) => key !== null),
    ),
    hold(sql),
  ])

  const rows = new LeftRows()
  const committed: Committed<O>[] = []
  const freed: KeyOfActor[] = []
  const ended: (Ended<O, R> | undefined)[] = []
  for (const [at, member] of members.entries()) {
    const key = keys[at] ?? null
    const known = key && opened.answerTo(key)
    if (known) {
      ended[at] = { written: known, afterwards: [] }
      continue
    }
    const tx = new OneWrite(member.request, opened.now, sql)
    const result = await member.decide(tx, held)
    const isCommitted = result !== apart && 'commit' in result
    tx.end(isCommitted ? rows : undefined)
    if (isCommitted) committed.push({ at, tx, key, outcome: result.commit })
    else {
      if (key) freed.push(key)
      ended[at] = result === apart ? apart : { written: { kind: 'refused', refusal: result.refuse }, afterwards: [] }
    }
  }

  const positions = committed.length === 0 ? await undone(sql) : await written(sql, rows, committed, freed)
  for (const [nth, { at, tx, outcome }] of committed.entries())
    ended[at] = {
      written: { kind: 'written', outcome, positions: positions[nth] ?? {}, isReplay: false },
      afterwards: tx.afterwards,
    }
  return {
    ended: ended.filter((one) => one !== undefined),
    boards: [...new Set(positions.flatMap((one) => Object.keys(one)))],
  }
}

interface Committed<O> {
  readonly at: number
  readonly tx: OneWrite
  readonly key: KeyOfActor | null
  readonly outcome: O
}

async function undone(sql: TransactionSql): Promise<Positions[]> {
  await sql.end('rollback')
  return []
}

/** Rows first, the tail last; the commit goes out with them, and is a rollback if one of them fails. */
async function written(
  sql: TransactionSql,
  rows: LeftRows,
  committed: readonly Committed<unknown>[],
  freed: readonly KeyOfActor[],
): Promise<Positions[]> {
  const writing = rows.write(sql)
  const tail = writeTail(
    sql,
    committed.map(({ tx, key, outcome }) => ({
      actorId: tx.caller.actor.userId,
      events: tx.events,
      audited: tx.audited,
      key,
      outcome,
    })),
    freed,
  )
  const [positions] = await Promise.all([tail, ...writing, sql.end('commit')])
  return positions
}

const keyOf = ({ caller, clientMutationId, operation, input }: WriteRequest): KeyedRequest | null =>
  clientMutationId === null
    ? null
    : { actorKey: caller.actorKey, key: clientMutationId, operation, requestHash: hashOfRequest(operation, input) }
