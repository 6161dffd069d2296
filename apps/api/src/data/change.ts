import { fault, isAdministrative, kindOfId, may, type Action, type Fault } from '@mekong/domain'
import type { Decided, Writer, Writes, WriteTx, Written } from './write.ts'

/** What every use case that writes takes and gives: who asks for what, and what came of it or why nothing did. */
export interface Keyed {
  readonly clientMutationId: string | null
}

export type Outcome<O> = Promise<Written<O, readonly Fault[]>>

/**
 * One write under its mutation's name by somebody who may do such a thing at all. What an administrator tries and may not
 * leaves an entry in the audit as well.
 */
export async function change<O>(
  writes: Writes,
  caller: Writer,
  [operation, action]: readonly [operation: string, action: Action],
  request: Keyed,
  use: (tx: WriteTx) => Promise<Decided<O, readonly Fault[]>>,
): Outcome<O> {
  const written = await writes.run<O, readonly Fault[]>(
    { caller, operation, clientMutationId: request.clientMutationId, input: request },
    async (tx) => (may(caller.actor, action) ? use(tx) : { refuse: [fault('FORBIDDEN', 'notAllowed')] }),
  )
  if (written.kind === 'refused' && isAdministrative(action))
    await writes.auditRefusal(caller, operation, subjectOf(request), written.refusal)
  return written
}

/** What a refused request was about, if it names something that could be. */
const subjectOf = (request: object): string | null =>
  'id' in request && typeof request.id === 'string' && kindOfId(request.id) !== undefined ? request.id : null
