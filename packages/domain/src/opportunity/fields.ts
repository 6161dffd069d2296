import { invalid, type Fault } from '../kernel/fault.ts'
import { parseDecimal } from '../kernel/money.ts'
import { amountOf, currencyOf, dayOf, limits, optionalText, probabilityOf, requiredText } from '../kernel/validate.ts'
import type { Opportunity } from './opportunity.ts'

/** What people write on an opportunity. Absent leaves a field as it is, null empties it; a title can't be emptied. */
export interface OpportunityFields {
  readonly title?: string | null | undefined
  readonly description?: string | null | undefined
  readonly amount?: { readonly amount: string; readonly currency: string } | null | undefined
  /** Without an amount beside it: the currency alone. With one, the same. */
  readonly currency?: string | null | undefined
  /** Null withdraws a manual probability: the stage's default returns. */
  readonly probability?: string | null | undefined
  readonly ownerId?: string | null | undefined
  readonly teamId?: string | null | undefined
  readonly companyId?: string | null | undefined
  readonly contactId?: string | null | undefined
  readonly source?: string | null | undefined
  readonly medium?: string | null | undefined
  readonly campaign?: string | null | undefined
  readonly tags?: readonly string[] | null | undefined
  readonly expectedCloseDate?: string | null | undefined
  readonly externalId?: string | null | undefined
  readonly lostReasonId?: string | null | undefined
  readonly lostNote?: string | null | undefined
}

/** Each value by itself: form, length, range. What depends on the record or on others is the decision's matter. */
export function faultsOfFields(fields: OpportunityFields): Fault[] {
  return [
    ...(fields.title === undefined ? [] : requiredText(fields.title, limits.title, ['title'])),
    ...optionalText(fields.description, limits.description, ['description']),
    ...faultsOfMoney(fields),
    ...(isGiven(fields.probability) ? probabilityOf(fields.probability, ['probability']) : []),
    ...optionalText(fields.source, limits.word, ['source']),
    ...optionalText(fields.medium, limits.word, ['medium']),
    ...optionalText(fields.campaign, limits.word, ['campaign']),
    ...faultsOfTags(fields.tags),
    ...(isGiven(fields.expectedCloseDate) ? dayOf(fields.expectedCloseDate, ['expectedCloseDate']) : []),
    ...optionalText(fields.externalId, limits.externalId, ['externalId']),
  ]
}

/** Null empties and absent leaves alone: neither gives a value to judge. */
export const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

function faultsOfMoney({ amount, currency }: OpportunityFields): Fault[] {
  const faults = amount ? amountOf(amount.amount, amount.currency, ['amount']) : []
  if (currency === undefined) return faults
  if (currency === null) return [...faults, invalid('required', ['currency'])]
  const mismatch = amount && amount.currency !== currency ? [invalid('currencyMismatch', ['currency'])] : []
  return [...faults, ...currencyOf(currency, ['currency']), ...mismatch]
}

function faultsOfTags(tags: readonly string[] | null | undefined): Fault[] {
  if (!tags) return []
  if (tags.length > limits.tags) return [invalid('tooMany', ['tags'], { max: limits.tags })]
  return tags.flatMap((tag, at) => requiredText(tag, limits.word, ['tags', String(at)]))
}

type Written = Pick<
  Opportunity,
  | 'title'
  | 'description'
  | 'amount'
  | 'currency'
  | 'ownerId'
  | 'teamId'
  | 'companyId'
  | 'contactId'
  | 'source'
  | 'medium'
  | 'campaign'
  | 'tags'
  | 'expectedCloseDate'
  | 'externalId'
  | 'lostReasonId'
  | 'lostNote'
>

const blankToNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text)

/** Lays fields without faults over a record. Blank optional text is empty; tags are trimmed and unique. */
export function withFields(record: Written, fields: OpportunityFields): Written {
  const keep = <T>(written: T | undefined, present: T): T => (written === undefined ? present : written)
  const text = (written: string | null | undefined, present: string | null) =>
    written === undefined ? present : blankToNull(written)
  return {
    title: fields.title ?? record.title,
    description: text(fields.description, record.description),
    amount: keep(fields.amount && (parseDecimal(fields.amount.amount) ?? null), record.amount),
    currency: fields.amount?.currency ?? fields.currency ?? record.currency,
    ownerId: keep(fields.ownerId, record.ownerId),
    teamId: keep(fields.teamId, record.teamId),
    companyId: keep(fields.companyId, record.companyId),
    contactId: keep(fields.contactId, record.contactId),
    source: text(fields.source, record.source),
    medium: text(fields.medium, record.medium),
    campaign: text(fields.campaign, record.campaign),
    tags: fields.tags === undefined ? record.tags : [...new Set((fields.tags ?? []).map((tag) => tag.trim()))],
    expectedCloseDate: keep(fields.expectedCloseDate, record.expectedCloseDate),
    externalId: fields.externalId === undefined ? record.externalId : blankToNull(fields.externalId?.trim() ?? null),
    lostReasonId: keep(fields.lostReasonId, record.lostReasonId),
    lostNote: text(fields.lostNote, record.lostNote),
  }
}
