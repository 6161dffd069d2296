import { auditActionOf, type Actor, type Fault, type Instant, type PipelineId, type Road } from '@mekong/domain'
import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import type { PendingEvent } from '../live/outbox.ts'
import type { WakeBus } from '../live/wake-bus.ts'
import { audit, type Audited } from './audit/audit.ts'
import type { Via } from './audit/via.ts'
import { poolOf } from './data-source.ts'
import { faultOfKey } from './idempotency.ts'
import { Raced, retrying } from './retry.ts'
import { sqlOn, type Sql } from './sql.ts'
import { withClient } from './transaction.ts'
import { apart, GroupFailed, writeTogether, type Ended, type Member } from './write-group.ts'
import { WriteQueue } from './write-queue.ts'
import type { RowWriter } from './write-tx.ts'

export { apart }

/** Who writes. A request's caller is one; so is a command's. */
export interface Writer {
  readonly actor: Actor
  readonly road: Road
  /** Idempotency keys are this one's own: a person's id, or a key's. */
  readonly actorKey: string
  readonly via: Via
}

export interface WriteRequest {
  readonly caller: Writer
  /** The mutation's name. */
  readonly operation: string
  /** The idempotency key; null: the write is not to be recognised again. */
  readonly clientMutationId: string | null
  readonly input: unknown
}

/** What a use case works with inside a write. */
export interface WriteTx {
  /** Statements that are written or read at once; those asked for in one go share a trip. */
  readonly sql: Sql
  /** The database's clock when the write began, in milliseconds. */
  readonly now: Instant
  readonly caller: Writer
  readonly clientMutationId: string | null
  /** Rows that nobody reads before the end. They are written there, in one trip with the tail and the commit. */
  leave<T>(writer: RowWriter<T>, item: T): void
  /** Tells the boards. Written by the tail, once the use case has returned. */
  emit(event: PendingEvent): void
  /** Leaves an entry in the audit log: stored with the change, by the tail, or not at all. */
  audit(entry: Audited): void
  /** Runs once the write is committed, never before, and not when an answer is given again. */
  afterCommit(job: () => void): void
}

/** A use case either commits an outcome (plain JSON, since it is stored under the key) or refuses, which undoes all. */
export type Decided<O, R> = { readonly commit: O } | { readonly refuse: R }

export type Written<O, R> =
  | {
      readonly kind: 'written'
      readonly outcome: O
      /** How far each board that the write told of had got with it. */
      readonly positions: Readonly<Record<PipelineId, number>>
      /** The answer of an earlier write with the same key; nothing was written now. */
      readonly isReplay: boolean
    }
  | { readonly kind: 'refused'; readonly refusal: R }
  /** The key itself can't be used: it names another request, or is no storable text. */
  | { readonly kind: 'key-refused'; readonly fault: Fault }

/**
 * A kind of write of which several may share a transaction: those of one queue that wait at the same time do. Each is
 * answered for itself, as if it had been alone.
 */
export interface SharedWrite<I, H, O, R> {
  readonly operation: string
  /** What it is about: two writes about the same never share a transaction. */
  subjectOf(input: I): string
  /**
   * Takes the locks of all of them and reads what they need, before any is decided. In company it waits for no card that
   * somebody else holds: those behind it are not to wait too.
   */
  hold(sql: Sql, inputs: readonly I[], isAlone: boolean): Promise<H>
  /** What it writes, it leaves for the end. */
  decide(tx: WriteTx, input: I, held: H): Promise<Decided<O, R> | typeof apart>
}

/**
 * The one road of every write. In this order: idempotency keys, columns, cards by id, rules and rows; then the tail,
 * which alone touches counters, totals and events; then the commit; then the wake-up. A refusal undoes everything, the
 * key too, so a refused request may be sent again. A write that loses a race against others is run again as a whole: use
 * cases do nothing but read and write through their `tx`.
 */
export class Writes {
  readonly #pool: Pool
  readonly #queues = new Map<string, unknown>()

  constructor(
    data: DataSource,
    private readonly wake: Pick<WakeBus, 'publish'>,
    /** Hears of each race that was lost, by PostgreSQL's code. */
    private readonly lost: (code: string) => void = () => {},
  ) {
    this.#pool = poolOf(data)
  }

  async run<O, R>(request: WriteRequest, use: (tx: WriteTx) => Promise<Decided<O, R>>): Promise<Written<O, R>> {
    const fault = faultOfKey(request.clientMutationId)
    if (fault) return { kind: 'key-refused', fault }
    return this.#alone({ request, decide: use }, async () => undefined)
  }

  /** The same for a kind of write that may share its transaction with others that wait in the same queue. */
  async share<I, H, O, R>(
    queue: string,
    kind: SharedWrite<I, H, O, R>,
    request: Omit<WriteRequest, 'operation' | 'input'> & { readonly input: I },
  ): Promise<Written<O, R>> {
    const { caller, clientMutationId, input } = request
    const fault = faultOfKey(clientMutationId)
    if (fault) return { kind: 'key-refused', fault }
    const { promise, resolve, reject } = Promise.withResolvers<Written<O, R>>()
    const name = `${kind.operation} ${queue}`
    // A queue has one kind of writes, which its name says.
    const known = this.#queues.get(name) as WriteQueue<Waiting<I, H, O, R>> | undefined
    const waiting = known ?? new WriteQueue<Waiting<I, H, O, R>>((group) => this.#together(group, kind))
    if (!known) this.#queues.set(name, waiting)
    waiting.add({
      names: [kind.subjectOf(input), ...(clientMutationId === null ? [] : [`${caller.actorKey} ${clientMutationId}`])],
      input,
      request: { ...request, operation: kind.operation },
      decide: (tx, held) => kind.decide(tx, input, held),
      resolve,
      reject,
    })
    return promise
  }

  /** A group that is undone as a whole is run again one by one, as is whoever could not go in company. */
  async #together<I, H, O, R>(group: readonly Waiting<I, H, O, R>[], kind: SharedWrite<I, H, O, R>): Promise<void> {
    const againAlone = (one: Waiting<I, H, O, R>) =>
      void this.#alone(one, (sql) => kind.hold(sql, [one.input], true)).then(one.resolve, one.reject)
    try {
      const inputs = group.map(({ input }) => input)
      const ended = await this.#attempt(group, (sql) => kind.hold(sql, inputs, false))
      for (const [at, one] of group.entries()) {
        const end = ended[at]
        if (end === undefined || end === apart) againAlone(one)
        else one.resolve(end.written)
      }
    } catch (error) {
      const isUndone = error instanceof GroupFailed && error.isUndone
      for (const one of group)
        if (isUndone) againAlone(one)
        else one.reject(error instanceof GroupFailed ? error.cause : error)
    }
  }

  async #alone<H, O, R>(member: Member<H, O, R>, hold: (sql: Sql) => Promise<H>): Promise<Written<O, R>> {
    return retrying(async () => {
      try {
        const [end] = await this.#attempt([member], hold)
        if (end === undefined || end === apart) throw new Raced()
        return end.written
      } catch (error) {
        throw error instanceof GroupFailed ? error.cause : error
      }
    }, this.lost)
  }

  async #attempt<H, O, R>(
    members: readonly Member<H, O, R>[],
    hold: (sql: Sql) => Promise<H>,
  ): Promise<readonly Ended<O, R>[]> {
    const { ended, boards } = await withClient(this.#pool, (client) => writeTogether(client, members, hold))
    for (const id of boards) this.wake.publish(`board:${id}`)
    for (const end of ended) if (end !== apart) for (const job of end.afterwards) job()
    return ended
  }

  /** What was tried and left nothing else behind: its write is undone, so the entry is stored by itself. */
  async auditRefusal(
    caller: Writer,
    operation: string,
    subjectId: string | null,
    faults: readonly Fault[],
  ): Promise<void> {
    const [action, refusal] = [auditActionOf(operation), faults[0]?.code]
    if (action === undefined || refusal === undefined) return
    const by = { actorId: caller.actor.userId, via: caller.via }
    await audit(sqlOn(this.#pool), { action, subjectId, refusal, ...by })
  }
}

/** A shared write that waits for its turn and its answer. */
interface Waiting<I, H, O, R> extends Member<H, O, R> {
  readonly names: readonly string[]
  readonly input: I
  resolve(written: Written<O, R>): void
  reject(error: unknown): void
}
