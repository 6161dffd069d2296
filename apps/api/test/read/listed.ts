import type { App } from '../../src/app.ts'
import { ask, gql } from '../client.ts'
import type { Person } from '../people.ts'

type Asker = Pick<Person, 'credentials'>

export interface PageArgs {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly nodes: readonly { readonly id: string }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

/** The lists of the graph, with the arguments that each takes besides those of a page. */
const lists = {
  opportunities: '$filter: OpportunityFilter, $orderBy: [OpportunityOrder!]',
  companies: '$filter: CompanyFilter, $orderBy: [CompanyOrder!]',
  contacts: '$filter: ContactFilter, $orderBy: [ContactOrder!]',
  users: '$filter: UserFilter, $orderBy: [UserOrder!]',
  teams: '$filter: TeamFilter, $orderBy: [TeamOrder!]',
  lostReasons: '$filter: LostReasonFilter',
  pipelines: '',
  sources: '$search: String',
  tags: '$search: String',
} as const

export type ListName = keyof typeof lists

export function listDocument(name: ListName): string {
  const own = lists[name]
  const passed = [...own.matchAll(/\$(\w+):/g)].map(([, arg]) => `${arg}: $${arg},`).join(' ')
  return `query ($first: Int, $after: String, $last: Int, $before: String, ${own}) {
    ${name}(${passed} first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id } } nodes { id } totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`
}

export async function readPage(
  app: App,
  who: Asker,
  name: ListName,
  variables: Record<string, unknown> & PageArgs = {},
): Promise<Page> {
  const data = await gql<Record<string, Page>>(app, who, listDocument(name), variables)
  const page = data[name]
  if (!page) throw new Error(`No ${name} in the answer.`)
  return page
}

/** The code of the refusal that a list's arguments meet. */
export async function refusalOf(
  app: App,
  who: Asker,
  name: ListName,
  variables: Record<string, unknown>,
): Promise<unknown> {
  const { errors } = await ask(app, who, listDocument(name), variables)
  return errors?.[0]?.extensions?.['code']
}

export const idsOf = (page: Page): string[] => page.nodes.map(({ id }) => id)

/** All ids that somebody gets, in order, by pages. */
export async function allIds(
  app: App,
  who: Asker,
  name: ListName,
  variables: Record<string, unknown> = {},
): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null; ;) {
    const page: Page = await readPage(app, who, name, { ...variables, first: 100, after })
    ids.push(...idsOf(page))
    if (!page.pageInfo.hasNextPage) return ids
    after = page.pageInfo.endCursor
  }
}
