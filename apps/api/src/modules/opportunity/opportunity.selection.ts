import type { Opportunity } from '@mekong/domain'
import { fields } from './opportunity.row.ts'

type RecordField = keyof Opportunity

/** Where a field of the graph is not the record's field of the same name: what of the record its resolver reads. */
const readBy: Readonly<Record<string, readonly RecordField[]>> = {
  __typename: [],
  amount: ['amount', 'currency'],
  weightedAmount: ['amount', 'probability', 'currency'],
  pipeline: ['pipelineId'],
  stage: ['stageId'],
  owner: ['ownerId'],
  team: ['teamId'],
  company: ['companyId'],
  contact: ['contactId'],
  lostReason: ['lostReasonId'],
  stays: ['id'],
  history: ['id'],
}

/** By them cards are put in order. */
const always: readonly RecordField[] = ['id', 'rank']

const isOfRecord = (name: string): name is RecordField => fields.some((field) => field === name)

/**
 * What must be read of the records of a board so that these fields of the graph can be answered. A field that is not known
 * here reads everything.
 */
export function recordFieldsFor(selected: ReadonlySet<string>): readonly RecordField[] {
  const wanted = new Set(always)
  for (const name of selected)
    for (const field of readBy[name] ?? (isOfRecord(name) ? [name] : fields)) wanted.add(field)
  return fields.filter((field) => wanted.has(field))
}
