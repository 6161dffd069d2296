import { typeidUnboxed } from 'typeid-js'
import { gql } from '../../client.ts'
import { freshSubjects, relations, type Cast, type MatrixCaller, type Subject } from './cast.ts'

/** One thing asked of one root field. */
export interface Asked {
  /** Arguments and selection. */
  readonly text: string
  /** What the answer must not tell where it is refused. */
  readonly secret?: string
  /** Whether a value that is no refusal tells of the subject. */
  readonly tells?: (value: unknown) => boolean
  /** What must be so before it is asked. */
  readonly before?: () => Promise<unknown>
}

/** What a root field is asked by one caller: one question for each letter of its expectation. */
export type Question = (cast: Cast, caller: MatrixCaller) => Promise<readonly Asked[]>

const text = (value: string): string => JSON.stringify(value)

const once =
  (ask: string | ((cast: Cast) => string)): Question =>
  async (cast) => [{ text: typeof ask === 'string' ? ask : ask(cast) }]

/** About the opportunities that are there to be read. */
const reading =
  (ask: (subject: Subject, cast: Cast) => Omit<Asked, 'secret'>): Question =>
  async (cast, caller) =>
    relations.map((relation) => {
      const subject = cast.subjectOf(caller, relation)
      return { secret: subject.title, ...ask(subject, cast) }
    })

/** About opportunities made for this question. */
const writing =
  (input: (subject: Subject, cast: Cast) => string, payload: string, state: 'OPEN' | 'LOST' = 'OPEN'): Question =>
  async (cast, caller) => {
    const subjects = await freshSubjects(cast, caller, state)
    return relations.map((relation) => {
      const subject = subjects[relation]
      return {
        text: `(input: { opportunityId: ${text(subject.id)} ${input(subject, cast)} }) { ${payload} userErrors { code } }`,
        secret: subject.title,
      }
    })
  }

const inPayload = (selection: string) => `{ ${selection} userErrors { code } }`

const holds =
  (id: string) =>
  (value: unknown): boolean =>
    JSON.stringify(value).includes(id)

/** A row of its own for each caller, since what is done can't be done twice. */
const onNew =
  (insert: (cast: Cast, caller: MatrixCaller) => Promise<string>, ask: (id: string) => string): Question =>
  async (cast, caller) => [{ text: ask(text(await insert(cast, caller))) }]

const row =
  (kind: string, statement: string) =>
  async ({ pool, workshop }: Cast): Promise<string> => {
    const id = typeidUnboxed(kind)
    await pool.query(statement, statement.includes('$2') ? [id, workshop.id] : [id])
    return id
  }

const company = row('com', `insert into company (id, name) values ($1, 'Thép Việt')`)
const contact = row('con', `insert into contact (id, name) values ($1, 'Hà')`)
const pipeline = row('pip', `insert into pipeline (id, name, currency, position) values ($1, $1, 'VND', 9)`)
const lostReason = row('lrs', `insert into lost_reason (id, name, position) values ($1, $1, 9)`)
const stage = row(
  'stg',
  `insert into stage (id, pipeline_id, name, kind, color, probability, position)
   values ($1, $2, $1, 'OPEN', 'BLUE', 0.5, 9)`,
)

/** A key of the caller's own, and one of somebody else. */
const onKeys =
  (ask: (id: string) => Omit<Asked, 'secret'>): Question =>
  async ({ people, colleague }, { userId }) =>
    Promise.all([userId, colleague.id].map(async (owner) => ask((await people.key(owner, ['READ_OPPORTUNITIES'])).id)))

export const questions: Readonly<Record<string, Question>> = {
  'Query.viewer': once('{ user { id } }'),
  'Query.node': reading(({ id }) => ({ text: `(id: ${text(id)}) { id ... on Opportunity { title } }` })),
  'Query.nodes': reading(({ id }) => ({
    text: `(ids: [${text(id)}]) { id ... on Opportunity { title } }`,
    tells: holds(id),
  })),
  'Query.opportunity': reading(({ id }) => ({ text: `(id: ${text(id)}) { id title }` })),
  'Query.opportunities': reading(({ id, title }) => ({
    text: `(filter: { search: ${text(title)} }) { totalCount nodes { id title } }`,
    tells: (value) => holds(id)(value) && holds('"totalCount":1')(value),
  })),
  'Query.board': reading(({ id }, { board }) => ({
    text: `(pipelineId: ${text(board.id)} filter: { id: { eq: ${text(id)} } }) {
      columns { totals { count } opportunities(first: 5) { nodes { id title } } } }`,
    tells: (value) => holds(id)(value) && holds('"count":1')(value),
  })),
  'Query.changes': reading(({ id }, { board }) => ({
    text: `(pipelineId: ${text(board.id)} first: 100) { nodes { opportunityId } }`,
    tells: holds(id),
  })),
  'Query.pipelines': once('{ nodes { id } }'),
  'Query.pipeline': once(({ board }) => `(id: ${text(board.id)}) { id stages { id } }`),
  'Query.companies': once('{ nodes { id } }'),
  'Query.contacts': once('{ nodes { id } }'),
  'Query.users': once('{ nodes { id } }'),
  'Query.teams': once('{ nodes { id } }'),
  'Query.lostReasons': once('{ nodes { id } }'),
  'Query.sources': once('{ nodes { id } }'),
  'Query.tags': once('{ nodes { id } }'),
  'Query.apiKeys': onKeys((id) => ({ text: '(first: 100) { nodes { id } }', tells: holds(id) })),
  'Query.auditLog': once('{ nodes { id } }'),

  'Mutation.createOpportunity': async ({ workshop, north, south, colleague, stranger }, { userId }) =>
    [
      [userId, north],
      [colleague.id, north],
      [stranger.id, south],
    ].map(([ownerId = '', teamId = '']) => ({
      text: `(input: { pipelineId: ${text(workshop.id)} title: "Kho" ownerId: ${text(ownerId)} teamId: ${text(teamId)} })
        { opportunity { id } userErrors { code } }`,
    })),
  'Mutation.updateOpportunity': writing(() => 'description: "x"', 'opportunity { id title }'),
  'Mutation.moveOpportunity': writing(
    (_, { workshop }) => `toStageId: ${text(workshop.qualified)}`,
    'opportunity { id title } current { title }',
  ),
  'Mutation.reopenOpportunity': writing(() => '', 'opportunity { id title }', 'LOST'),
  'Mutation.deleteOpportunity': writing(() => '', 'deletedId'),
  'Mutation.restoreOpportunity': writing(() => '', 'opportunity { id title }'),
  'Mutation.updatePresence': reading(({ id }, { board }) => ({
    text: `(input: { pipelineId: ${text(board.id)} opportunityId: ${text(id)} }) ${inPayload('presence { people { doing } }')}`,
  })),
  'Mutation.createCompany': once(`(input: { name: "Thép Việt" }) ${inPayload('company { id }')}`),
  'Mutation.updateCompany': onNew(company, (id) => `(input: { id: ${id} phone: "1" }) ${inPayload('company { id }')}`),
  'Mutation.deleteCompany': onNew(company, (id) => `(input: { id: ${id} }) ${inPayload('deletedId')}`),
  'Mutation.createContact': once(`(input: { name: "Hà" }) ${inPayload('contact { id }')}`),
  'Mutation.updateContact': onNew(contact, (id) => `(input: { id: ${id} phone: "1" }) ${inPayload('contact { id }')}`),
  'Mutation.deleteContact': onNew(contact, (id) => `(input: { id: ${id} }) ${inPayload('deletedId')}`),
  'Mutation.createPipeline': once(`(input: { name: "Bán mới" }) ${inPayload('pipeline { id }')}`),
  'Mutation.updatePipeline': onNew(
    pipeline,
    (id) => `(input: { id: ${id} name: "Bán lại" }) ${inPayload('pipeline { id }')}`,
  ),
  'Mutation.createStage': once(
    ({ workshop }) => `(input: { pipelineId: ${text(workshop.id)} name: "Khảo sát" }) ${inPayload('stage { id }')}`,
  ),
  'Mutation.updateStage': onNew(stage, (id) => `(input: { id: ${id} isFolded: true }) ${inPayload('stage { id }')}`),
  'Mutation.moveStage': onNew(stage, (id) => `(input: { id: ${id} }) ${inPayload('stage { id }')}`),
  'Mutation.deleteStage': onNew(stage, (id) => `(input: { id: ${id} }) ${inPayload('deletedId')}`),
  'Mutation.createLostReason': once(`(input: { name: "Giá" }) ${inPayload('lostReason { id }')}`),
  'Mutation.updateLostReason': onNew(
    lostReason,
    (id) => `(input: { id: ${id} isArchived: true }) ${inPayload('lostReason { id }')}`,
  ),
  'Mutation.updateOrganization': once(`(input: { name: "Mekong" }) ${inPayload('organization { name }')}`),
  'Mutation.updateViewer': once(`(input: { timeZone: "Asia/Ho_Chi_Minh" }) ${inPayload('viewer { locale }')}`),
  'Mutation.createApiKey': once(
    `(input: { name: "Báo cáo" scopes: [READ_OPPORTUNITIES] }) ${inPayload('apiKey { id }')}`,
  ),
  'Mutation.rotateApiKey': onKeys((id) => ({ text: `(input: { id: ${text(id)} }) ${inPayload('apiKey { id }')}` })),
  'Mutation.revokeApiKey': onKeys((id) => ({ text: `(input: { id: ${text(id)} }) ${inPayload('apiKey { id }')}` })),

  'Subscription.boardEvents': reading(({ id }, { board }) => ({
    text: `(pipelineId: ${text(board.id)}) { ... on BoardSnapshot { columns { opportunities(first: 100) { nodes { id title } } } } }`,
    tells: holds(id),
  })),
  'Subscription.boardPresence': reading(({ id }, { app, board, manager }) => ({
    text: `(pipelineId: ${text(board.id)}) { people { opportunityId } }`,
    tells: holds(id),
    before: () => gql(app, manager, presenceDocument, { board: board.id, id }),
  })),
}

const presenceDocument = `mutation ($board: ID!, $id: ID) {
  updatePresence(input: { pipelineId: $board, opportunityId: $id }) { userErrors { code } } }`
