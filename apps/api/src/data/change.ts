import { fault, may, type Action, type Fault } from '@mekong/domain'
import type { Decided, Writer, Writes, WriteTx, Written } from './write.ts'

/** What every use case that writes takes and gives: who asks for what, and what came of it or why nothing did. */
export interface Keyed {
  readonly clientMutationId: string | null
}

export type Outcome<O> = Promise<Written<O, readonly Fault[]>>

/** One write under its mutation's name by somebody who may do such a thing at all. */
export const change = <O>(
  writes: Writes,
  caller: Writer,
  [operation, action]: readonly [operation: string, action: Action],
  request: Keyed,
  use: (tx: WriteTx) => Promise<Decided<O, readonly Fault[]>>,
): Outcome<O> =>
  writes.run<O, readonly Fault[]>(
    { caller, operation, clientMutationId: request.clientMutationId, input: request },
    async (tx) => (may(caller.actor, action) ? use(tx) : { refuse: [fault('FORBIDDEN', 'notAllowed')] }),
  )
