import type { Pool } from 'pg'
import type { App } from '../src/app.ts'
import { ask, gql, type Result } from './client.ts'
import { test as withApp } from './harness.ts'
import type { People, Person } from './people.ts'
import { aLostReason, aPipeline, type PipelineRows } from './rows.ts'

/** A card as the tests read it back. */
export interface Card {
  readonly id: string
  readonly title: string
  readonly pipeline: { readonly id: string }
  readonly stage: { readonly id: string }
  readonly status: string
  readonly amount: { readonly amount: string; readonly currency: string } | null
  readonly currency: string
  readonly probability: number
  readonly probabilitySource: string
  readonly weightedAmount: { readonly amount: string } | null
  readonly owner: { readonly id: string } | null
  readonly team: { readonly id: string } | null
  readonly company: { readonly id: string } | null
  readonly contact: { readonly id: string } | null
  readonly lostReason: { readonly id: string } | null
  readonly description: string | null
  readonly source: string | null
  readonly tags: readonly string[]
  readonly externalId: string | null
  readonly expectedCloseDate: string | null
  readonly lostNote: string | null
  readonly stageEnteredAt: string
  readonly createdAt: string
  readonly closedAt: string | null
  readonly deletedAt: string | null
  readonly rank: string
  readonly version: number
}

const card = `id title description pipeline { id } stage { id } status amount { amount currency } currency probability
  probabilitySource weightedAmount { amount } owner { id } team { id } company { id } contact { id } lostReason { id }
  source tags externalId expectedCloseDate lostNote stageEnteredAt createdAt closedAt deletedAt rank version`

export interface Payload {
  readonly opportunity?: Card | null
  readonly deletedId?: string | null
  readonly current?: Card | null
  readonly movedBy?: { readonly id: string } | null
  readonly movedAt?: string | null
  readonly conflicts?: readonly { field: string; mine: string | null; theirs: string | null; before: string | null }[]
  readonly cursor: string | null
  readonly clientMutationId: string | null
  readonly userErrors: readonly { code: string; message: string; field: readonly string[] | null }[]
}

/** What each mutation answers besides `cursor clientMutationId userErrors`. */
const own = {
  createOpportunity: `opportunity { ${card} }`,
  updateOpportunity: `opportunity { ${card} } current { ${card} } conflicts { field mine theirs before }`,
  moveOpportunity: `opportunity { ${card} } current { ${card} } movedBy { id } movedAt`,
  reopenOpportunity: `opportunity { ${card} }`,
  deleteOpportunity: `deletedId`,
  restoreOpportunity: `opportunity { ${card} }`,
} as const

export type MutationName = keyof typeof own
export type Input = Readonly<Record<string, unknown>>

/** The people, boards and requests of a test about opportunities; each test has its own. */
export class Desk {
  constructor(
    readonly app: App,
    readonly people: People,
    readonly pool: Pool,
    /** Two boards in VND. */
    readonly a: PipelineRows,
    readonly b: PipelineRows,
    readonly reason: string,
    /** Teams: An, Binh and their leader are in the north; Chi is in the south. */
    readonly north: string,
    readonly south: string,
    readonly an: Person,
    readonly binh: Person,
    readonly leader: Person,
    readonly chi: Person,
    /** Sees and writes everything. */
    readonly manager: Person,
    readonly viewer: Person,
  ) {}

  /** The whole answer of a mutation, for what fails outside its payload. */
  answer(
    who: Pick<Person, 'credentials'>,
    name: MutationName,
    input: Input,
  ): Promise<Result<Record<MutationName, Payload>>> {
    return ask(this.app, who, mutation(name), { input })
  }

  async mutate(who: Pick<Person, 'credentials'>, name: MutationName, input: Input): Promise<Payload> {
    return (await gql<Record<MutationName, Payload>>(this.app, who, mutation(name), { input }))[name]
  }

  /** What must succeed, and the card that it leaves. */
  async done(who: Pick<Person, 'credentials'>, name: MutationName, input: Input): Promise<Card> {
    const payload = await this.mutate(who, name, input)
    if (!payload.opportunity) throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`)
    return payload.opportunity
  }

  /** A card of An's at the end of board A's first column. */
  create(input: Input = {}, who: Pick<Person, 'credentials'> = this.an): Promise<Card> {
    return this.done(who, 'createOpportunity', { pipelineId: this.a.id, title: 'Kho lạnh', ...input })
  }

  move(
    opportunity: Pick<Card, 'id'>,
    toStageId: string,
    input: Input = {},
    who: Pick<Person, 'credentials'> = this.an,
  ) {
    return this.done(who, 'moveOpportunity', { opportunityId: opportunity.id, toStageId, ...input })
  }

  async read(who: Pick<Person, 'credentials'>, id: string): Promise<Card | null> {
    const query = `query ($id: ID!) { opportunity(id: $id) { ${card} } }`
    return (await gql<{ opportunity: Card | null }>(this.app, who, query, { id })).opportunity
  }

  /** Anything else about opportunities. */
  query<Data>(who: Pick<Person, 'credentials'>, document: string, variables: Input = {}): Promise<Data> {
    return gql<Data>(this.app, who, document, variables)
  }

  /** Ids of a column's cards, in order. */
  async column(stageId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from opportunity where stage_id = $1 and deleted_at is null order by rank, id`,
      [stageId],
    )
    return rows.map(({ id }) => id)
  }

  /** Everything that was ever written, as counts: equal before and after a refusal. */
  async written(): Promise<Record<string, number>> {
    const tables = [
      'opportunity',
      'opportunity_history',
      'stage_stay',
      'board_event',
      'source',
      'tag',
      'idempotency_key',
    ]
    const { rows } = await this.pool.query(
      `select ${tables.map((table) => `(select count(*)::integer from ${table}) as ${table}`).join(', ')},
         (select coalesce(sum(version), 0)::integer from opportunity) as versions,
         (select coalesce(sum(seq), 0)::integer from board_feed) as seqs`,
    )
    return rows[0]
  }

  async events(pipelineId: string): Promise<StoredRow[]> {
    const { rows } = await this.pool.query<StoredRow>(
      `select seq::integer, type, opportunity_id, opportunity_version, client_mutation_id, actor_id, acl_before, acl_after,
         deltas, payload from board_event where pipeline_id = $1 order by seq`,
      [pipelineId],
    )
    return rows
  }
}

export interface StoredRow {
  readonly seq: number
  readonly type: string
  readonly opportunity_id: string | null
  readonly opportunity_version: number | null
  readonly client_mutation_id: string | null
  readonly actor_id: string | null
  readonly acl_before: object | null
  readonly acl_after: object | null
  readonly deltas: readonly { stageId: string; n: number; amount: string; weighted: string }[]
  readonly payload: {
    readonly opportunity?: { readonly rank: string; readonly version: number }
    readonly fromStageId?: string
    readonly toStageId?: string
    readonly ranks?: readonly { id: string; rank: string }[]
    readonly touchedStageIds: readonly string[]
  }
}

const mutation = (name: MutationName): string => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  return `mutation ($input: ${type}!) { ${name}(input: $input) {
    ${own[name]} cursor clientMutationId userErrors { code message field } } }`
}

export const test = withApp.extend<{ desk: Desk }>({
  desk: async ({ app, people, database: { pool } }, use) => {
    const [north, south] = [await people.team(), await people.team()]
    await use(
      new Desk(
        app,
        people,
        pool,
        await aPipeline(pool),
        await aPipeline(pool),
        await aLostReason(pool),
        north,
        south,
        await people.make({ teams: [north] }),
        await people.make({ teams: [north] }),
        await people.make({ role: 'TEAM_LEADER', leads: [north] }),
        await people.make({ teams: [south] }),
        await people.manager(),
        await people.make({ role: 'READ_ONLY', visibility: 'ALL' }),
      ),
    )
  },
})
