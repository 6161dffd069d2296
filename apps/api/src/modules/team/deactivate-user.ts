import { decideDeactivate, fault, type UserId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { AccountStore, holdPeople } from './account.store.ts'
import { handOver } from './hand-over.ts'
import { LeavingStore } from './leaving.store.ts'

export interface DeactivateUserRequest extends Keyed {
  readonly id: UserId
  /** Who gets their open work; undefined: the leader of their team. */
  readonly handOverToId: UserId | undefined
}

export interface Deactivated {
  readonly id: UserId
  readonly successorId: UserId | null
  /** How many open opportunities they left. */
  readonly openOpportunityCount: number
}

/** Whoever asked waits for a hand-over this long; a longer one is finished behind their back (jobs/hand-overs.ts). */
const patienceMs = 5_000

/**
 * Somebody leaves: sessions and keys end at once, and their open work goes to whoever takes over. Who has left and by
 * whom they are succeeded is stored first, so a hand-over that is cut off is taken up again by any node.
 */
export async function deactivateUser(
  writes: Writes,
  caller: Writer,
  request: DeactivateUserRequest,
  ended: (userId: UserId) => void,
): Outcome<Deactivated> {
  const operation = ['deactivateUser', 'setup:write'] as const
  const written = await change<Deactivated>(writes, caller, operation, request, async (tx) => {
    await holdPeople(tx.sql)
    const store = new AccountStore(tx.sql)
    const before = await store.locked(request.id)
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const now = await new LeavingStore(tx).standing(before.id)
    const named = request.handOverToId
    const decision = decideDeactivate(
      before,
      {
        byId: caller.actor.userId,
        isInvited: now.isInvited,
        handOverTo: named === undefined ? undefined : ((await store.one(named)) ?? null),
        leaders: named === undefined ? await store.leadersOf(before) : [],
        openOpportunities: now.open,
        successorId: now.successorId,
      },
      { otherAdministrators: await store.otherAdministrators(before.id) },
    )
    if (decision.kind === 'refused') return { refuse: decision.faults }
    const answer = { id: before.id, openOpportunityCount: now.open }
    if (decision.kind === 'unchanged') return { commit: { ...answer, successorId: now.successorId } }
    const { after, successorId } = decision
    await store.update(after)
    await new LeavingStore(tx).leave(before.id, successorId)
    tx.audit({
      action: 'DEACTIVATE_USER',
      subjectId: before.id,
      before: { ...before, handOverToId: now.successorId },
      after: { ...after, handOverToId: successorId },
    })
    return { commit: { ...answer, successorId } }
  })
  if (written.kind !== 'written') return written
  ended(written.outcome.id)
  await handOver(writes, caller, written.outcome.id, performance.now() + patienceMs)
  return written
}
