import { invalid, type Decimal, type Fault, type HistoricDates, type OpportunityFields } from '@mekong/domain'
import { readDay, readInstant, readNumber } from './cell.ts'
import { textOf, type ImportField, type ImportFormat, type ImportMap } from './import-map.ts'

/** Things that a row names by text; undefined: not mapped, null: empty. */
export interface NamedByRow {
  readonly stage?: string | null | undefined
  readonly company?: string | null | undefined
  readonly contact?: string | null | undefined
  readonly owner?: string | null | undefined
  readonly team?: string | null | undefined
  readonly lostReason?: string | null | undefined
}

export interface ReadRow {
  /** Null: the file gives none, the record is new each time. */
  readonly externalId: string | null
  /** Everything that needs no look-up. */
  readonly fields: OpportunityFields
  readonly amount: Decimal | null | undefined
  readonly currency: string | null | undefined
  readonly names: NamedByRow
  readonly dates: HistoricDates
  /** Faults by field of the map. */
  readonly faults: readonly Fault[]
}

/** Reads one record by the map: texts become numbers, days and moments; nothing is looked up yet. */
export function readRow(map: ImportMap, cells: ReadonlyMap<string, string>, timeZone: string): ReadRow {
  const faults: Fault[] = []
  const text = (field: ImportField): string | null | undefined => {
    const source = map.fields[field]
    if (!source) return undefined
    const { text: found } = textOf(source, cells)
    if (found === undefined) faults.push(invalid('notFound', [field]))
    return found === undefined || found === '' ? null : found
  }
  const parsed = <T>(
    field: ImportField,
    rule: Fault['rule'],
    read: (value: string, format: ImportFormat) => T | undefined,
  ) => {
    const value = text(field)
    if (value === null || value === undefined) return value
    const result = read(value, map.format)
    if (result === undefined) faults.push(invalid(rule, [field]))
    return result ?? null
  }
  const moment = (field: ImportField) =>
    parsed(field, 'notDay', (value, format) => readInstant(value, format, timeZone))

  const title = text('title')
  const tags = text('tags')
  return {
    externalId: text('externalId') ?? null,
    amount: parsed('amount', 'notDecimal', (value, format) => readNumber(value, format.number)),
    currency: text('currency'),
    fields: {
      title: title ?? (map.fields.title ? '' : undefined),
      probability: parsed('probability', 'probabilityRange', (value, format) => readNumber(value, format.number)),
      source: text('source'),
      medium: text('medium'),
      campaign: text('campaign'),
      tags:
        tags === undefined
          ? undefined
          : (tags ?? '')
              .split(/[,;|]/)
              .map((tag) => tag.trim())
              .filter((tag) => tag !== ''),
      expectedCloseDate: parsed('expectedCloseDate', 'notDay', (value, format) => readDay(value, format.date)),
    },
    names: {
      stage: text('stage'),
      company: text('company'),
      contact: text('contact'),
      owner: text('owner'),
      team: text('team'),
      lostReason: text('lostReason'),
    },
    dates: { createdAt: moment('createdAt'), stageEnteredAt: moment('stageEnteredAt'), closedAt: moment('closedAt') },
    faults,
  }
}
