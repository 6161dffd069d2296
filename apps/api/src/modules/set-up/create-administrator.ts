import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { emailFaults, type Fault } from '@mekong/domain'
import { audit } from '../../data/audit/audit.ts'
import { viaServer } from '../../data/audit/via.ts'
import type { InTransaction } from '../../data/transaction.ts'
import { ensureOrganization } from '../organization/create-organization.ts'
import type { Organization } from '../organization/organization.store.ts'
import { addPerson, isAddressTaken } from '../team/add-person.ts'
import { passwordFaults } from '../team/password.ts'
import { takeTurns } from './setup-token.ts'

export type CreatedAdministrator =
  | { readonly kind: 'created'; readonly email: string; readonly password: string }
  | { readonly kind: 'exists' }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }

/** Until somebody says otherwise in the settings: where nobody was asked, the first start is in Vietnam. */
const organizationByDefault: Organization = {
  name: 'Mekong',
  currency: 'VND',
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
}

/**
 * From the command line: whoever can write to the database may let somebody in. Without a password one is made, to be
 * shown once. A missing organisation is made too.
 */
export async function createAdministrator(
  inTransaction: InTransaction,
  asked: { readonly email: string; readonly password: string | null },
): Promise<CreatedAdministrator> {
  const email = asked.email.trim().toLowerCase()
  const password = asked.password ?? randomBytes(12).toString('base64url')
  const faults = [...emailFaults(email, ['email']), ...passwordFaults(password, ['password'])]
  if (faults.length > 0) return { kind: 'invalid', faults }
  const passwordHash = await hashPassword(password)
  return inTransaction(async (sql): Promise<CreatedAdministrator> => {
    await takeTurns(sql)
    if (await isAddressTaken(sql, email)) return { kind: 'exists' }
    const { locale } = await ensureOrganization(sql, organizationByDefault)
    const name = email.split('@', 1)[0] ?? email
    const person = { name, email, role: 'ADMINISTRATOR', visibility: 'ALL', locale } as const
    const id = await addPerson(sql, { ...person, passwordHash })
    await audit(sql, { action: 'ADD_USER', subjectId: id, after: person, actorId: null, via: viaServer })
    return { kind: 'created', email, password }
  })
}
