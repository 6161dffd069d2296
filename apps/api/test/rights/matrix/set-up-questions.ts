import { typeidUnboxed } from 'typeid-js'
import { inPayload, once, onNew, text, type Questions } from './asked.ts'
import type { Cast } from './cast.ts'

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

/** What people work with besides opportunities. */
export const setUpQuestions: Questions = {
  'Query.pipelines': once('{ nodes { id } }'),
  'Query.pipeline': once(({ board }) => `(id: ${text(board.id)}) { id stages { id } }`),
  'Query.companies': once('{ nodes { id } }'),
  'Query.contacts': once('{ nodes { id } }'),
  'Query.users': once('{ nodes { id } }'),
  'Query.teams': once('{ nodes { id } }'),
  'Query.lostReasons': once('{ nodes { id } }'),
  'Query.sources': once('{ nodes { id } }'),
  'Query.tags': once('{ nodes { id } }'),
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
}
