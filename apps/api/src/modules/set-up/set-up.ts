import { hashPassword } from 'better-auth/crypto'
import { emailFaults, invalid, limits, requiredText, type Fault } from '@mekong/domain'
import { audit } from '../../data/audit/audit.ts'
import type { Via } from '../../data/audit/via.ts'
import type { InTransaction } from '../../data/transaction.ts'
import { ensureOrganization, faultsOfOrganization } from '../organization/create-organization.ts'
import type { Organization } from '../organization/organization.store.ts'
import { addPerson, isAddressTaken } from '../team/add-person.ts'
import { passwordFaults } from '../team/password.ts'
import { hasAdministrator, takeSetupToken, takeTurns } from './setup-token.ts'

export interface SetUp {
  readonly organization: Organization
  readonly name: string
  readonly email: string
  readonly password: string
}

export type SetUpOutcome =
  | { readonly kind: 'done' }
  /** The link was used, is too old, was never given, or somebody was faster. */
  | { readonly kind: 'closed' }
  /** Fields of the organisation begin with `organization`. */
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }

/** Makes the organisation and its first administrator, once, for whoever has the link. */
export async function setUp(
  inTransaction: InTransaction,
  token: string,
  asked: SetUp,
  via: Via,
): Promise<SetUpOutcome> {
  const faults = faultsOf(asked)
  if (faults.length > 0) return { kind: 'invalid', faults }
  const passwordHash = await hashPassword(asked.password)
  return inTransaction(async (sql): Promise<SetUpOutcome> => {
    await takeTurns(sql)
    if (await hasAdministrator(sql)) return { kind: 'closed' }
    if (await isAddressTaken(sql, asked.email)) return { kind: 'invalid', faults: [invalid('taken', ['email'])] }
    if (!(await takeSetupToken(sql, token))) return { kind: 'closed' }
    const { organization, name, email } = asked
    await ensureOrganization(sql, organization)
    const { locale } = organization
    const person = { name, email, role: 'ADMINISTRATOR', visibility: 'ALL', locale } as const
    const id = await addPerson(sql, { ...person, passwordHash })
    await audit(sql, {
      action: 'SET_UP',
      subjectId: id,
      after: { ...person, organization: organization.name },
      actorId: id,
      via,
    })
    return { kind: 'done' }
  })
}

const faultsOf = ({ organization, name, email, password }: SetUp): Fault[] => [
  ...faultsOfOrganization(organization).map((fault) => ({ ...fault, field: ['organization', ...fault.field] })),
  ...requiredText(name, limits.name, ['name']),
  ...emailFaults(email, ['email']),
  ...passwordFaults(password, ['password']),
]
