import { decideDeactivate, fault, type UserId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes, WriteTx } from '../../data/write.ts'
import { AccountStore, holdPeople } from './account.store.ts'
import { handOver } from './hand-over.ts'

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
    const now = await standing(tx, before.id)
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
    await leave(tx, before.id, successorId)
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

interface Standing extends Record<string, unknown> {
  open: number
  successorId: UserId | null
  isInvited: boolean
}

async function standing({ sql }: WriteTx, id: UserId): Promise<Standing> {
  const [row] = await sql.rows<Standing>(
    `select (select count(*)::integer from opportunity where owner_id = u.id and status = 'OPEN' and deleted_at is null)
         as open, u.successor_id as "successorId", exists (select from invitation where user_id = u.id) as "isInvited"
     from app_user u where u.id = $1`,
    [id],
  )
  if (!row) throw new Error(`User ${id} is locked and has no row.`)
  return row
}

async function leave({ sql, now, caller }: WriteTx, id: UserId, successorId: UserId | null): Promise<void> {
  await sql.count(
    `update app_user set successor_id = $2, deactivated_by_id = $3, deactivated_at = coalesce(deactivated_at, $4)
     where id = $1`,
    [id, successorId, caller.actor.userId, now],
  )
  await sql.count('delete from invitation where user_id = $1', [id])
  await sql.count('delete from app_session where user_id = $1', [id])
  await sql.count('update api_key set revoked_at = $2 where user_id = $1 and revoked_at is null', [id, now])
}
