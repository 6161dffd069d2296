import type { OpportunityFragment, UpdateOpportunityInput } from '@mekong/schema/documents'
import type { Named } from '#lib/board/index.ts'

/** An opportunity as sheet and page show it. */
export type OpportunityData = OpportunityFragment

export type FieldInput = Omit<UpdateOpportunityInput, 'opportunityId' | 'expectedVersion' | 'clientMutationId'>

/** What a value becomes: what the server is asked for, and what the record is at once. */
export interface Written {
  readonly input: FieldInput
  readonly patch: Partial<Omit<OpportunityData, 'pipeline' | 'stage'>>
}

/** One field as it is edited: how it is read from a record, and how a new value is written. */
export interface OpportunityField<Value> {
  /** Its name in presence and in the words of the domain. */
  readonly name: FieldName
  read(from: OpportunityData): Value
  write(value: Value, on: OpportunityData): Written
  isSame(one: Value, other: Value): boolean
}

export type FieldName =
  | 'title'
  | 'description'
  | 'amount'
  | 'probability'
  | 'expectedCloseDate'
  | 'owner'
  | 'team'
  | 'company'
  | 'contact'
  | 'source'
  | 'medium'
  | 'campaign'
  | 'tags'
  | 'externalId'
  | 'lostReason'
  | 'lostNote'

export interface AmountValue {
  readonly amount: string | null
  readonly currency: string
}

export interface Chance {
  /** 0 to 1, exact to four digits. */
  readonly share: number
  readonly isManual: boolean
}

type TextName = 'description' | 'source' | 'medium' | 'campaign' | 'externalId' | 'lostNote'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

const text = (name: TextName): OpportunityField<string> => ({
  name,
  read: (from) => from[name] ?? '',
  write: (value) => ({ input: { [name]: orNull(value) }, patch: { [name]: orNull(value) } }),
  isSame: Object.is,
})

const sameId = (one: Named | null, other: Named | null): boolean => one?.id === other?.id

export const titleField: OpportunityField<string> = {
  name: 'title',
  read: ({ title }) => title,
  write: (title) => ({ input: { title }, patch: { title } }),
  isSame: Object.is,
}

export const descriptionField = text('description')
export const sourceField = text('source')
export const mediumField = text('medium')
export const campaignField = text('campaign')
export const externalIdField = text('externalId')
export const lostNoteField = text('lostNote')

export const amountField: OpportunityField<AmountValue> = {
  name: 'amount',
  read: ({ amount, currency }) => ({ amount: amount?.amount ?? null, currency }),
  write: ({ amount, currency }) => {
    const money = amount === null ? null : ({ __typename: 'Money', amount, currency } as const)
    return {
      input: { amount: money && { amount: money.amount, currency }, currency },
      patch: { amount: money, currency },
    }
  },
  isSame: (one, other) => one.amount === other.amount && one.currency === other.currency,
}

export const probabilityField: OpportunityField<Chance> = {
  name: 'probability',
  read: ({ probability, probabilitySource }) => ({ share: probability, isManual: probabilitySource === 'MANUAL' }),
  write: ({ share, isManual }) => ({
    input: { probability: isManual ? share : null },
    patch: { probability: share, probabilitySource: isManual ? 'MANUAL' : 'STAGE' },
  }),
  isSame: (one, other) => one.share === other.share && one.isManual === other.isManual,
}

export const closeDateField: OpportunityField<string | null> = {
  name: 'expectedCloseDate',
  read: ({ expectedCloseDate }) => expectedCloseDate,
  write: (expectedCloseDate) => ({ input: { expectedCloseDate }, patch: { expectedCloseDate } }),
  isSame: Object.is,
}

export const ownerField: OpportunityField<Named | null> = {
  name: 'owner',
  read: ({ owner }) => owner,
  write: (owner) => ({
    input: { ownerId: owner?.id ?? null },
    patch: { owner: owner && { __typename: 'User', id: owner.id, name: owner.name } },
  }),
  isSame: sameId,
}

export const teamField: OpportunityField<Named | null> = {
  name: 'team',
  read: ({ team }) => team,
  write: (team) => ({
    input: { teamId: team?.id ?? null },
    patch: { team: team && { __typename: 'Team', id: team.id, name: team.name } },
  }),
  isSame: sameId,
}

export const companyField: OpportunityField<OpportunityData['company']> = {
  name: 'company',
  read: ({ company }) => company,
  write: (company) => ({ input: { companyId: company?.id ?? null }, patch: { company } }),
  isSame: sameId,
}

export const contactField: OpportunityField<OpportunityData['contact']> = {
  name: 'contact',
  read: ({ contact }) => contact,
  write: (contact) => ({ input: { contactId: contact?.id ?? null }, patch: { contact } }),
  isSame: sameId,
}

export const tagsField: OpportunityField<readonly string[]> = {
  name: 'tags',
  read: ({ tags }) => tags,
  write: (tags) => ({ input: { tags: [...tags] }, patch: { tags } }),
  isSame: (one, other) => one.length === other.length && one.every((tag, at) => tag === other[at]),
}

export const lostReasonField: OpportunityField<Named | null> = {
  name: 'lostReason',
  read: ({ lostReason }) => lostReason,
  write: (reason) => ({
    input: { lostReasonId: reason?.id ?? null },
    patch: { lostReason: reason && { __typename: 'LostReason', id: reason.id, name: reason.name } },
  }),
  isSame: sameId,
}
