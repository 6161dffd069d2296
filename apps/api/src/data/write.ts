import type { Actor, Fault, Instant, PipelineId, Road } from '@mekong/domain'
import type { EntityManager } from 'typeorm'
import type { PendingEvent } from '../live/outbox.ts'
import type { Sql } from './sql.ts'

/** Who writes. A request's caller is one; so is a command's. */
export interface Writer {
  readonly actor: Actor
  readonly road: Road
  /** Idempotency keys are this one's own: a person's id, or a key's. */
  readonly actorKey: string
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
