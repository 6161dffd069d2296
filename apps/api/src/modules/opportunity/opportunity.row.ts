import { instant, type Opportunity, type OpportunityStatus, type ProbabilitySource } from '@mekong/domain'

/** A row as `opportunityColumns` selects it. */
export interface OpportunityRow {
  id: string
  pipeline_id: string
  stage_id: string
  status: OpportunityStatus
  title: string
  description: string | null
  amount: string | null
  currency: string
  probability: string
  probability_source: ProbabilitySource
  owner_id: string | null
  team_id: string | null
  company_id: string | null
  contact_id: string | null
  source: string | null
  medium: string | null
  campaign: string | null
  tags: string[]
  expected_close_date: string | null
  external_id: string | null
  lost_reason_id: string | null
  lost_note: string | null
  reopen_stage_id: string | null
  rank: string
  version: number
  stage_entered_at: Date
  created_at: Date
  closed_at: Date | null
  deleted_at: Date | null
}

/** Where each field of the record is kept. */
export const columnOf = {
  id: 'id',
  pipelineId: 'pipeline_id',
  stageId: 'stage_id',
  status: 'status',
  title: 'title',
  description: 'description',
  amount: 'amount',
  currency: 'currency',
  probability: 'probability',
  probabilitySource: 'probability_source',
  ownerId: 'owner_id',
  teamId: 'team_id',
  companyId: 'company_id',
  contactId: 'contact_id',
  source: 'source',
  medium: 'medium',
  campaign: 'campaign',
  tags: 'tags',
  expectedCloseDate: 'expected_close_date',
  externalId: 'external_id',
  lostReasonId: 'lost_reason_id',
  lostNote: 'lost_note',
  reopenStageId: 'reopen_stage_id',
  rank: 'rank',
  version: 'version',
  stageEnteredAt: 'stage_entered_at',
  createdAt: 'created_at',
  closedAt: 'closed_at',
  deletedAt: 'deleted_at',
} as const satisfies Record<keyof Opportunity, keyof OpportunityRow>

export const fields = Object.keys(columnOf) as (keyof Opportunity)[] // the literal's own keys

const exact: readonly string[] = [columnOf.amount, columnOf.probability]

/** What a select needs for `opportunityOf`, or for some fields of it; exact numbers come in canonical form. */
export const opportunityColumns = (alias: string, of: readonly (keyof Opportunity)[] = fields): string =>
  of
    .map((field) => columnOf[field])
    .map((name) => (exact.includes(name) ? `trim_scale(${alias}.${name}) as ${name}` : `${alias}.${name}`))
    .join(', ')

const instantOrNull = (date: Date | null) => (date === null ? null : instant(date))

/** The only place where a row becomes the domain's record. */
export const opportunityOf = (row: OpportunityRow): Opportunity => ({
  id: row.id,
  pipelineId: row.pipeline_id,
  stageId: row.stage_id,
  status: row.status,
  title: row.title,
  description: row.description,
  amount: row.amount,
  currency: row.currency,
  probability: row.probability,
  probabilitySource: row.probability_source,
  ownerId: row.owner_id,
  teamId: row.team_id,
  companyId: row.company_id,
  contactId: row.contact_id,
  source: row.source,
  medium: row.medium,
  campaign: row.campaign,
  tags: row.tags,
  expectedCloseDate: row.expected_close_date,
  externalId: row.external_id,
  lostReasonId: row.lost_reason_id,
  lostNote: row.lost_note,
  reopenStageId: row.reopen_stage_id,
  rank: row.rank,
  version: row.version,
  stageEnteredAt: instant(row.stage_entered_at),
  createdAt: instant(row.created_at),
  closedAt: instantOrNull(row.closed_at),
  deletedAt: instantOrNull(row.deleted_at),
})

const instants: readonly (keyof Opportunity)[] = ['stageEnteredAt', 'createdAt', 'closedAt', 'deletedAt']

type ReadRow = (row: OpportunityRow) => Opportunity

/** As many as there are selections that somebody asks for; each has a shape of its own, which is worth keeping. */
const readers = new Map<string, ReadRow>()
const mostReaders = 500

/**
 * Makes records with some of their fields only, from rows with those columns. Who asks one for another field has made a
 * mistake: it throws.
 */
export function opportunityWith(some: readonly (keyof Opportunity)[]): ReadRow {
  const key = some.join()
  const known = readers.get(key)
  if (known) return known
  if (readers.size === mostReaders) readers.clear()
  const reader = some.length === fields.length ? opportunityOf : partial(some)
  readers.set(key, reader)
  return reader
}

function partial(some: readonly (keyof Opportunity)[]): ReadRow {
  const unread = fields.filter((field) => !some.includes(field)).map((field) => [field, { get: () => refuse(field) }])
  const prototype: object = Object.create(Object.prototype, Object.fromEntries(unread))
  const steps = some.map((field) => ({ field, column: columnOf[field], isInstant: instants.includes(field) }))
  return (row) => {
    const record: Record<string, unknown> = Object.create(prototype)
    for (const { field, column, isInstant } of steps) {
      const value = row[column]
      record[field] = isInstant && value instanceof Date ? instant(value) : value
    }
    return record as unknown as Opportunity // what is not there throws, as said above
  }
}

function refuse(field: string): never {
  throw new Error(`The field ${field} was not read.`)
}

/** Records as the JSON from which `jsonb_populate_recordset(null::opportunity, ...)` makes rows. */
export const asRows = (opportunities: readonly Opportunity[]): string =>
  JSON.stringify(
    opportunities.map((opportunity) =>
      Object.fromEntries(fields.map((field) => [columnOf[field], opportunity[field]])),
    ),
  )
