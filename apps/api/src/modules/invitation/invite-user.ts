import {
  addressOf,
  decideInvite,
  decideUpdateUser,
  emailFaults,
  fault,
  invalid,
  type Account,
  type Fault,
  type InviteRequest,
  type UserId,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed } from '../../data/change.ts'
import type { Writer, Writes, WriteTx, Written } from '../../data/write.ts'
import { readOrganization } from '../organization/organization.store.ts'
import { AccountStore, holdPeople } from '../team/account.store.ts'
import { InvitationStore, newToken } from './invitation.store.ts'
import { linkOf, type Invitation, type Invited } from './invitation.ts'
import { mailInvitation } from './mail-invitation.ts'

export interface InviteUserRequest extends Keyed, InviteRequest {
  /** Somebody whom an import made, to give them a way to sign in; undefined: somebody new. */
  readonly userId: UserId | undefined
}

type Decision = { readonly kind: 'invited'; readonly account: Account } | { readonly faults: readonly Fault[] }

/**
 * Asks somebody to come. They get their place at once and are nobody until they accept: no work is given to them, and
 * they open nothing. Somebody whom an import made goes on owning what they own.
 */
export async function inviteUser(
  writes: Writes,
  caller: Writer,
  request: InviteUserRequest,
  site: string,
): Promise<Written<Invited, readonly Fault[]>> {
  const token = newToken()
  const link = linkOf(site, token)
  const written = await change<Invitation>(writes, caller, ['inviteUser', 'setup:write'], request, async (tx) => {
    await holdPeople(tx.sql)
    const email = addressOf(request.email)
    const decision =
      request.userId === undefined ? await newcomer(tx, request) : await imported(tx, request.userId, request)
    if ('faults' in decision) return { refuse: decision.faults }
    const { account } = decision
    const invitation = await new InvitationStore(tx.sql).insert(
      { id: typeidUnboxed('inv'), userId: account.id, email, invitedById: caller.actor.userId },
      token,
    )
    tx.audit({ action: 'INVITE_USER', subjectId: account.id, after: { ...account, email } })
    await mailInvitation(tx, invitation, link)
    return { commit: invitation }
  })
  if (written.kind !== 'written') return written
  return { ...written, outcome: { invitation: written.outcome, link: written.isReplay ? null : link } }
}

async function newcomer({ sql }: WriteTx, request: InviteUserRequest): Promise<Decision> {
  const accounts = new AccountStore(sql)
  const decision = decideInvite(request, {
    id: typeidUnboxed('usr'),
    teams: await accounts.knownTeams(request.teamIds ?? []),
    isTaken: !(await new InvitationStore(sql).isAddressFree(addressOf(request.email))),
    locale: (await readOrganization(sql)).locale,
  })
  if (decision.kind === 'refused') return decision
  await accounts.insert(decision.account, decision.email)
  return decision
}

async function imported({ sql }: WriteTx, userId: UserId, request: InviteUserRequest): Promise<Decision> {
  const accounts = new AccountStore(sql)
  const invitations = new InvitationStore(sql)
  const before = await accounts.locked(userId)
  if (!before) return { faults: [fault('NOT_FOUND', 'notFound', ['userId'])] }
  if (before.hasSignIn || !before.isActive) return { faults: [invalid('notInvited', ['userId'])] }
  const email = addressOf(request.email)
  const faults = [
    ...emailFaults(email, ['email']),
    ...((await invitations.isAddressFree(email)) ? [] : [invalid('taken', ['email'])]),
    ...((await invitations.ofUsers([userId])).length > 0 ? [invalid('taken', ['userId'])] : []),
  ]
  if (faults.length > 0) return { faults }
  const decision = decideUpdateUser(before, request, {
    teams: await accounts.knownTeams(request.teamIds ?? []),
    otherAdministrators: await accounts.otherAdministrators(userId),
  })
  if (decision.kind === 'refused') return decision
  if (decision.kind === 'unchanged') return { kind: 'invited', account: before }
  await accounts.update(decision.after)
  return { kind: 'invited', account: decision.after }
}
