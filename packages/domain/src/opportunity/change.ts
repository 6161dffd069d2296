import { trackedFields, type Opportunity, type TrackedField } from './opportunity.ts'

/** One field's step, values as text in the API's own form: ids, decimals, ISO dates; null is empty. */
export interface FieldChange {
  readonly field: TrackedField
  readonly before: string | null
  readonly after: string | null
}

/** How the API writes a field's value as text. A list of tags is JSON, since a tag may hold a comma. */
export function fieldText(opportunity: Opportunity, field: TrackedField): string | null {
  const value = opportunity[field]
  if (value === null || typeof value === 'string') return value
  return value.length === 0 ? null : JSON.stringify(value)
}

/**
 * What differs between two states of one opportunity, in the order of `trackedFields`. Empty: nothing did. Of a new one
 * (nothing before) it is every field that has a value, so that a history alone can tell any past state.
 */
export function changesBetween(before: Opportunity | null, after: Opportunity): readonly FieldChange[] {
  return trackedFields
    .map((field) => ({ field, before: before && fieldText(before, field), after: fieldText(after, field) }))
    .filter((change) => change.before !== change.after)
}

/** What a history calls an operation. */
export type HistoryKind =
  | 'CREATED'
  | 'UPDATED'
  | 'MOVED'
  | 'WON'
  | 'LOST'
  | 'REOPENED'
  | 'DELETED'
  | 'RESTORED'
  | 'IMPORTED'

/** By which road a write came: a person's session, an API key, or a file. */
export type Road = 'UI' | 'API' | 'IMPORT'
