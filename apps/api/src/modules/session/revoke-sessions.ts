import { fault, isId, may, type Fault, type UserId } from '@mekong/domain'
import type { Keyed, Outcome } from '../../data/change.ts'
import type { Writer } from '../../data/write.ts'
import type { Services } from '../../services.ts'
import { tellRights } from '../team/tell-rights.ts'
import type { Session } from './session.ts'
import { SessionStore } from './session.store.ts'

type Parts = Pick<Services, 'writes' | 'callers' | 'wake'>

export interface RevokeSessionRequest extends Keyed {
  readonly id: string
}

export interface RevokeSessionsRequest extends Keyed {
  readonly userId: UserId
  /** A session that goes on. */
  readonly exceptId: string | null
}

/** Ends one session at once, on every node and on every open socket. One's own; an administrator anybody's. */
export async function revokeSession(parts: Parts, caller: Writer, request: RevokeSessionRequest): Outcome<string> {
  const { id, clientMutationId } = request
  const written = await parts.writes.run<string, readonly Fault[]>(
    { caller, operation: 'revokeSession', clientMutationId, input: { id } },
    async (tx) => {
      const store = new SessionStore(tx.sql)
      const session = await store.locked(id)
      if (!session || !mayEnd(caller, session.userId)) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
      await store.end([id])
      tx.audit({ action: 'REVOKE_SESSION', subjectId: id, before: told(session) })
      tx.afterCommit(() => tellRights(parts, [session.userId]))
      return { commit: id }
    },
  )
  if (written.kind === 'refused') await parts.writes.auditRefusal(caller, 'revokeSession', null, written.refusal)
  return written
}

/** Ends somebody's sessions, all or all but the one that asks. */
export async function revokeSessions(parts: Parts, caller: Writer, request: RevokeSessionsRequest): Outcome<string[]> {
  const { userId, exceptId, clientMutationId } = request
  const written = await parts.writes.run<string[], readonly Fault[]>(
    { caller, operation: 'revokeSessions', clientMutationId, input: { userId, exceptId } },
    async (tx) => {
      if (!isId('user', userId) || !mayEnd(caller, userId))
        return { refuse: [fault('NOT_FOUND', 'notFound', ['userId'])] }
      const store = new SessionStore(tx.sql)
      const ended = (await store.openOf(userId)).filter(({ id }) => id !== exceptId)
      await store.end(ended.map(({ id }) => id))
      const sessions = ended.map(({ device, address }) => [device, address].filter((part) => part !== null).join(', '))
      if (ended.length > 0) tx.audit({ action: 'REVOKE_SESSIONS', subjectId: userId, before: { sessions } })
      tx.afterCommit(() => tellRights(parts, [userId]))
      return { commit: ended.map(({ id }) => id) }
    },
  )
  if (written.kind === 'refused') await parts.writes.auditRefusal(caller, 'revokeSessions', null, written.refusal)
  return written
}

/** Whose sessions somebody sees and ends. A key does so only within its scopes. */
export const mayEnd = ({ actor }: Pick<Writer, 'actor'>, userId: UserId): boolean =>
  may(actor, userId === actor.userId ? 'session:own' : 'session:others')

const told = ({ userId, address, device }: Session) => ({ userId, address, device })
