import type { Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'
import type { App } from '../../../src/app.ts'
import { gql } from '../../client.ts'
import { anonymous, type Credentials, type People, type Person } from '../../people.ts'
import { aLostReason, aPipeline, type PipelineRows } from '../../rows.ts'

/** Who asks, in the order of the columns of the table. The last five are keys; expired ones and nobody come besides. */
export const callers = [
  'rep',
  'ownRep',
  'leader',
  'manager',
  'administrator',
  'readOnly',
  'repReads',
  'repWrites',
  'adminReads',
  'adminWrites',
  'adminAll',
] as const
export type CallerName = (typeof callers)[number]

export interface MatrixCaller {
  readonly credentials: Credentials
  /** The person, or the key's owner. */
  readonly userId: string
}

/** What the subject is to the caller: theirs, a colleague's, another team's; and theirs or another team's, deleted. */
export const relations = ['own', 'team', 'other', 'deleted', 'deletedOther'] as const
export type Relation = (typeof relations)[number]

/** An opportunity that a question is about. Its title is said nowhere else. */
export interface Subject {
  readonly id: string
  readonly title: string
}

/** The people, keys, boards and opportunities of the whole matrix. */
export interface Cast {
  readonly app: App
  readonly pool: Pool
  readonly people: People
  readonly by: Readonly<Record<CallerName, MatrixCaller>>
  /** Who gets no answer to anything. */
  readonly refused: Readonly<Record<string, MatrixCaller>>
  readonly north: string
  readonly south: string
  readonly colleague: Person
  readonly stranger: Person
  readonly manager: Person
  /** Its opportunities are read only. */
  readonly board: PipelineRows
  /** Its opportunities are made for one question each. */
  readonly workshop: PipelineRows
  readonly lostReason: string
  /** What is read, made by mutations so that the feed tells of it. */
  subjectOf(caller: MatrixCaller, relation: Relation): Subject
}

export async function makeCast(app: App, pool: Pool, people: People): Promise<Cast> {
  await pool.query(
    `insert into organization (name, currency, time_zone, locale) values ('Mekong', 'VND', 'Asia/Ho_Chi_Minh', 'vi')`,
  )
  const [north, south] = [await people.team(), await people.team()]
  const rep = await people.make({ teams: [north] })
  const administrator = await people.administrator()
  const key = async (person: Person, scope: Parameters<People['key']>[1][number]): Promise<MatrixCaller> => ({
    ...(await people.key(person.id, [scope])),
    userId: person.id,
  })
  const as = (person: Person): MatrixCaller => ({ credentials: person.credentials, userId: person.id })
  const by = {
    rep: as(rep),
    ownRep: as(await people.make({ teams: [north], visibility: 'OWN' })),
    leader: as(await people.make({ role: 'TEAM_LEADER', leads: [north] })),
    manager: as(await people.manager()),
    administrator: as(administrator),
    readOnly: as(await people.make({ role: 'READ_ONLY', visibility: 'ALL' })),
    repReads: await key(rep, 'READ_OPPORTUNITIES'),
    repWrites: await key(rep, 'WRITE_OPPORTUNITIES'),
    adminReads: await key(administrator, 'READ_OPPORTUNITIES'),
    adminWrites: await key(administrator, 'WRITE_OPPORTUNITIES'),
    adminAll: await key(administrator, 'ADMIN'),
  }
  const expired = await people.key(administrator.id, ['ADMIN'], new Date(Date.now() - 1_000))
  const manager = await people.manager()
  const colleague = await people.make({ teams: [north] })
  const stranger = await people.make({ teams: [south] })
  const board = await aPipeline(pool)

  const make = async (ownerId: string, teamId: string, isDeleted: boolean): Promise<Subject> => {
    const title = `Subject ${typeidUnboxed('opp')}`
    const input = { pipelineId: board.id, title, ownerId, teamId }
    const made = await gql<{ made: { opportunity: { id: string } } }>(app, manager, createDocument, { input })
    const { id } = made.made.opportunity
    if (isDeleted) await gql(app, manager, deleteDocument, { id })
    return { id, title }
  }
  const ownerIds = [...new Set(Object.values(by).map(({ userId }) => userId))]
  const own = new Map<string, Record<'own' | 'deleted', Subject>>()
  for (const ownerId of ownerIds)
    own.set(ownerId, { own: await make(ownerId, north, false), deleted: await make(ownerId, north, true) })
  const shared = {
    team: await make(colleague.id, north, false),
    other: await make(stranger.id, south, false),
    deletedOther: await make(stranger.id, south, true),
  }

  return {
    app,
    pool,
    people,
    by,
    refused: {
      nobody: { credentials: anonymous, userId: '' },
      expired: { ...expired, userId: administrator.id },
    },
    north,
    south,
    colleague,
    stranger,
    manager,
    board,
    workshop: await aPipeline(pool),
    lostReason: await aLostReason(pool),
    subjectOf: ({ userId }, relation) => {
      if (relation !== 'own' && relation !== 'deleted') return shared[relation]
      const subject = own.get(userId)?.[relation]
      if (!subject) throw new Error(`Nobody made a subject for ${userId}.`)
      return subject
    },
  }
}

const createDocument = `mutation ($input: CreateOpportunityInput!) { made: createOpportunity(input: $input) { opportunity { id } } }`
const deleteDocument = `mutation ($id: ID!) { deleteOpportunity(input: { opportunityId: $id }) { deletedId } }`
