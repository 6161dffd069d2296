import { hashPassword } from 'better-auth/crypto'
import { limits, requiredText, type Fault, type UserId } from '@mekong/domain'
import type { Via } from '../../data/audit/via.ts'
import { secretHash } from '../../data/secret-hash.ts'
import type { InTransaction } from '../../data/transaction.ts'
import { addPassword } from '../team/add-person.ts'
import { passwordFaults } from '../team/password.ts'
import { InvitationStore } from './invitation.store.ts'
import { letIn } from './let-in.ts'

export interface Acceptance {
  readonly name: string
  readonly password: string
}

export type Accepted =
  | { readonly kind: 'accepted'; readonly userId: UserId; readonly email: string }
  /** The link was used, withdrawn, is too old, or was never given. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }

export const faultsOfName = (name: string): Fault[] => requiredText(name, limits.name, ['name'])

/** Whoever has the link comes in under it, once. */
export async function acceptInvitation(
  inTransaction: InTransaction,
  token: string,
  { name, password }: Acceptance,
  via: Via,
): Promise<Accepted> {
  const faults = [...faultsOfName(name), ...passwordFaults(password, ['password'])]
  if (faults.length > 0) return { kind: 'invalid', faults }
  const passwordHash = await hashPassword(password)
  return inTransaction(async (sql): Promise<Accepted> => {
    const invitation = await new InvitationStore(sql).take(secretHash(token))
    if (!invitation) return { kind: 'closed' }
    await letIn(sql, invitation, name, via)
    await addPassword(sql, invitation.userId, passwordHash)
    return { kind: 'accepted', userId: invitation.userId, email: invitation.email }
  })
}
