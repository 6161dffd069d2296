import { hashPassword } from 'better-auth/crypto'
import { limits, requiredText, type Fault, type UserId } from '@mekong/domain'
import { audit } from '../../data/audit/audit.ts'
import type { Via } from '../../data/audit/via.ts'
import type { InTransaction } from '../../data/transaction.ts'
import { addPassword } from '../team/add-person.ts'
import { passwordFaults } from '../team/password.ts'
import { InvitationStore } from './invitation.store.ts'

export interface Acceptance {
  readonly name: string
  /** Null: they sign in otherwise. */
  readonly password: string | null
}

export type Accepted =
  | { readonly kind: 'accepted'; readonly userId: UserId; readonly email: string }
  /** The link was used, withdrawn, is too old, or was never given. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }

/** Whoever has the link comes in under it, once. */
export async function acceptInvitation(
  inTransaction: InTransaction,
  token: string,
  { name, password }: Acceptance,
  via: Via,
): Promise<Accepted> {
  const faults = [
    ...requiredText(name, limits.name, ['name']),
    ...(password === null ? [] : passwordFaults(password, ['password'])),
  ]
  if (faults.length > 0) return { kind: 'invalid', faults }
  const passwordHash = password === null ? null : await hashPassword(password)
  return inTransaction(async (sql): Promise<Accepted> => {
    const invitation = await new InvitationStore(sql).take(token)
    if (!invitation) return { kind: 'closed' }
    const { userId, email } = invitation
    // An administrator gave this address, and its owner had the link: nobody proves more by mail.
    await sql.count(
      `update app_user set email = $2, email_verified = true, name = $3, is_active = true, has_sign_in = true,
         updated_at = now() where id = $1`,
      [userId, email, name.trim()],
    )
    await sql.count(`delete from app_account where user_id = $1 and provider_id = 'credential'`, [userId])
    if (passwordHash !== null) await addPassword(sql, userId, passwordHash)
    await audit(sql, { action: 'ACCEPT_INVITATION', subjectId: userId, actorId: userId, via, after: { email } })
    return { kind: 'accepted', userId, email }
  })
}
