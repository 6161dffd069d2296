import {
  auditActionOf,
  instant,
  type Actor,
  type Fault,
  type Instant,
  type PipelineId,
  type Road,
} from '@mekong/domain'
import type { ClientBase } from 'pg'
import type { DataSource, EntityManager } from 'typeorm'
import { writeTail, type PendingEvent } from '../live/outbox.ts'
import type { WakeBus } from '../live/wake-bus.ts'
import { audit, auditRow, type Audited, type AuditRow } from './audit/audit.ts'
import type { Via } from './audit/via.ts'
import { poolOf } from './data-source.ts'
import { faultOfKey, hashOfRequest, openWrite } from './idempotency.ts'
import { retrying } from './retry.ts'
import { sqlOn, type Sql } from './sql.ts'

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
  readonly manager: EntityManager
  readonly sql: Sql
  /** The database's clock when the write began, in milliseconds. */
  readonly now: Instant
  readonly caller: Writer
  readonly clientMutationId: string | null
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
 * The one road of every write. In this order: the idempotency key, columns, cards by id, rules and rows; then the tail,
 * which alone touches counters, totals and events; then the commit; then the wake-up. A refusal undoes everything, the
 * key too, so a refused request may be sent again. A write that loses a race against others is run again as a whole: use
 * cases do nothing but read and write through their `tx`.
 */
export class Writes {
  constructor(
    private readonly data: DataSource,
    private readonly wake: Pick<WakeBus, 'publish'>,
    /** Hears of each race that was lost, by PostgreSQL's code. */
    private readonly lost: (code: string) => void = () => {},
  ) {}

  async run<O, R>(request: WriteRequest, use: (tx: WriteTx) => Promise<Decided<O, R>>): Promise<Written<O, R>> {
    const fault = faultOfKey(request.clientMutationId)
    if (fault) return { kind: 'key-refused', fault }
    const { written, afterwards } = await retrying(() => this.#attempt(request, use), this.lost)
    for (const job of afterwards) job()
    return written
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
    await audit(sqlOn(poolOf(this.data)), { action, subjectId, refusal, ...by })
  }

  async #attempt<O, R>(request: WriteRequest, use: (tx: WriteTx) => Promise<Decided<O, R>>): Promise<Attempt<O, R>> {
    const runner = this.data.createQueryRunner()
    try {
      // The ORM's runner knows of the transaction, so its manager joins it; the statements go past it.
      await runner.startTransaction()
      const client: ClientBase = await runner.connect()
      const sql = sqlOn(client)
      const opened = await openWrite<O>(sql, {
        actorKey: request.caller.actorKey,
        key: request.clientMutationId,
        operation: request.operation,
        requestHash: request.clientMutationId === null ? '' : hashOfRequest(request.operation, request.input),
      })
      if (opened.kind === 'known') {
        await runner.rollbackTransaction()
        return { written: opened.answer, afterwards: [] }
      }

      const tx = new Transaction(request, opened.now, sql, runner.manager)
      const decided = await use(tx)
      const { events, audited, afterwards } = tx.end()
      if ('refuse' in decided) {
        await runner.rollbackTransaction()
        return { written: { kind: 'refused', refusal: decided.refuse }, afterwards: [] }
      }
      const { actor, actorKey } = request.caller
      const key = request.clientMutationId === null ? null : { actorKey, key: request.clientMutationId }
      const positions = await writeTail(sql, { actorId: actor.userId, events, audited, key, outcome: decided.commit })
      await runner.commitTransaction()
      return {
        written: { kind: 'written', outcome: decided.commit, positions, isReplay: false },
        afterwards: [...Object.keys(positions).map((id) => () => this.wake.publish(`board:${id}`)), ...afterwards],
      }
    } catch (error) {
      // A rollback that fails has lost its connection, and with it the transaction.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
      throw error
    } finally {
      await runner.release()
    }
  }
}

interface Attempt<O, R> {
  readonly written: Written<O, R>
  readonly afterwards: readonly (() => void)[]
}

class Transaction implements WriteTx {
  readonly caller: Writer
  readonly clientMutationId: string | null
  readonly now: Instant
  readonly #events: PendingEvent[] = []
  readonly #audited: AuditRow[] = []
  readonly #afterwards: (() => void)[] = []
  #isOver = false

  constructor(
    request: WriteRequest,
    now: Date,
    readonly sql: Sql,
    readonly manager: EntityManager,
  ) {
    this.caller = request.caller
    this.clientMutationId = request.clientMutationId
    this.now = instant(now)
  }

  emit(event: PendingEvent): void {
    this.#refuseWhenOver()
    this.#events.push(event)
  }

  audit(entry: Audited): void {
    this.#refuseWhenOver()
    const row = auditRow(entry, { actorId: this.caller.actor.userId, via: this.caller.via })
    if (row !== null) this.#audited.push(row)
  }

  afterCommit(job: () => void): void {
    this.#afterwards.push(job)
  }

  end() {
    this.#isOver = true
    return { events: this.#events, audited: this.#audited, afterwards: this.#afterwards }
  }

  #refuseWhenOver(): void {
    if (this.#isOver) throw new Error('The write is over: its tail is written already.')
  }
}
