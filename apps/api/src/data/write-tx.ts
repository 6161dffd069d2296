import { instant, type Instant } from '@mekong/domain'
import type { PendingEvent } from '../live/outbox.ts'
import { auditRow, type Audited, type AuditRow } from './audit/audit.ts'
import type { Sql } from './sql.ts'
import type { Writer, WriteRequest, WriteTx } from './write.ts'

/** Writes rows that were left for the end, of all writes of a transaction together. Sends its statements at once. */
export type RowWriter<T> = (sql: Sql, items: readonly T[]) => Promise<unknown>

/** Rows for the end of a transaction, by who writes them. */
export class LeftRows {
  readonly #jobs = new Map<unknown, { readonly items: unknown[]; readonly write: (sql: Sql) => Promise<unknown> }>()

  add<T>(writer: RowWriter<T>, item: T): void {
    const known = this.#jobs.get(writer)
    if (known) return void known.items.push(item)
    const items: T[] = [item]
    this.#jobs.set(writer, { items, write: (sql) => writer(sql, items) })
  }

  write(sql: Sql): Promise<unknown>[] {
    return [...this.#jobs.values()].map((job) => job.write(sql))
  }
}

/** One write's view of the transaction that it may share with others. */
export class OneWrite implements WriteTx {
  readonly caller: Writer
  readonly clientMutationId: string | null
  readonly now: Instant
  readonly events: PendingEvent[] = []
  readonly audited: AuditRow[] = []
  readonly afterwards: (() => void)[] = []
  readonly #left: ((rows: LeftRows) => void)[] = []
  #isOver = false

  constructor(
    request: WriteRequest,
    now: Date,
    readonly sql: Sql,
  ) {
    this.caller = request.caller
    this.clientMutationId = request.clientMutationId
    this.now = instant(now)
  }

  leave<T>(writer: RowWriter<T>, item: T): void {
    this.#refuseWhenOver()
    this.#left.push((rows) => rows.add(writer, item))
  }

  emit(event: PendingEvent): void {
    this.#refuseWhenOver()
    this.events.push(event)
  }

  audit(entry: Audited): void {
    this.#refuseWhenOver()
    const row = auditRow(entry, { actorId: this.caller.actor.userId, via: this.caller.via })
    if (row !== null) this.audited.push(row)
  }

  afterCommit(job: () => void): void {
    this.afterwards.push(job)
  }

  /** What it leaves goes to the others' rows; from now on it can leave nothing more. */
  end(rows?: LeftRows): void {
    this.#isOver = true
    if (rows) for (const leaveIn of this.#left) leaveIn(rows)
  }

  #refuseWhenOver(): void {
    if (this.#isOver) throw new Error('The write is over: its tail is written already.')
  }
}
