import { gql } from '../client.ts'
import type { Desk, Input } from '../desk.ts'
import type { App } from '../../src/app.ts'
import type { Person } from '../people.ts'
import { test as withDesk } from '../desk.ts'

export interface UserErrorRow {
  readonly code: string
  readonly message: string
  readonly field: readonly string[] | null
}

/** A person as an administrator reads them. */
export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: string
  readonly state: string
  readonly isActive: boolean
  readonly visibility: string | null
  readonly seesAmounts: boolean | null
  readonly mainTeam: { readonly id: string } | null
  readonly teams: readonly { readonly id: string }[]
  readonly ledTeams: readonly { readonly id: string }[]
  readonly openOpportunityCount: number | null
  readonly handedOverTo: { readonly id: string } | null
  readonly invitation: { readonly id: string; readonly email: string } | null
}

export interface TeamRow {
  readonly id: string
  readonly name: string
  readonly leader: { readonly id: string } | null
  readonly leaders: readonly { readonly id: string }[]
  readonly members: readonly { readonly id: string }[]
  readonly opportunityCount: number | null
}

export interface Answer {
  readonly user?: UserRow | null
  readonly team?: TeamRow | null
  readonly invitation?: { readonly id: string; readonly email: string } | null
  readonly link?: string | null
  readonly deletedId?: string | null
  readonly handedOverTo?: { readonly id: string } | null
  readonly openOpportunityCount?: number | null
  readonly clientMutationId: string | null
  readonly userErrors: readonly UserErrorRow[]
}

export const userFields = `id name email role state isActive visibility seesAmounts mainTeam { id } teams { id } ledTeams { id }
  openOpportunityCount handedOverTo { id } invitation { id email }`
const teamFields = `id name leader { id } leaders { id } members { id } opportunityCount`

const own = {
  inviteUser: `user { ${userFields} } invitation { id email } link`,
  resendInvitation: `invitation { id email } link`,
  revokeInvitation: `deletedId`,
  updateUser: `user { ${userFields} }`,
  deactivateUser: `user { ${userFields} } handedOverTo { id } openOpportunityCount`,
  reactivateUser: `user { ${userFields} }`,
  createTeam: `team { ${teamFields} }`,
  updateTeam: `team { ${teamFields} }`,
  deleteTeam: `deletedId`,
} as const

export type PeopleMutation = keyof typeof own
export const peopleMutations = Object.keys(own) as PeopleMutation[] // the literal's own keys

export function documentOf(name: PeopleMutation): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  return `mutation ($input: ${type}!) { ${name}(input: $input) {
    ${own[name]} clientMutationId userErrors { code message field } } }`
}

/** Where people and teams are set up: an administrator beside the desk's people. */
export class Office {
  constructor(
    private readonly app: App,
    readonly desk: Desk,
    readonly admin: Person,
  ) {}

  async tell(name: PeopleMutation, input: Input, who: Pick<Person, 'credentials'> = this.admin): Promise<Answer> {
    return (await gql<Record<PeopleMutation, Answer>>(this.app, who, documentOf(name), { input }))[name]
  }

  /** What must succeed. */
  async done(name: PeopleMutation, input: Input): Promise<Answer> {
    const answer = await this.tell(name, input)
    if (answer.userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(answer.userErrors)}`)
    return answer
  }

  async user(id: string, who: Pick<Person, 'credentials'> = this.admin): Promise<UserRow | null> {
    const query = `query ($id: ID!) { node(id: $id) { ... on User { ${userFields} } } }`
    return (await gql<{ node: UserRow | null }>(this.app, who, query, { id })).node
  }
}

export const test = withDesk.extend<{ office: Office }>({
  office: async ({ app, desk, people }, use) => {
    await desk.pool.query(
      `insert into organization (name, currency, time_zone, locale) values ('Cửu Long', 'VND', 'Asia/Ho_Chi_Minh', 'vi')
       on conflict do nothing`,
    )
    await use(new Office(app, desk, await people.administrator()))
  },
})
