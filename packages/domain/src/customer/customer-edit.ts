/** One field's step, as the API writes its value. */
export interface CustomerStep {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export interface CustomerConflict {
  readonly field: string
  readonly mine: string | null
  readonly theirs: string | null
  readonly before: string | null
}

export type CustomerEdit<R> =
  | { readonly kind: 'edited'; readonly after: R; readonly changes: readonly CustomerStep[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'conflict'; readonly conflicts: readonly CustomerConflict[] }

/**
 * An edit of a company or contact, whose fields are all text. `since` are the steps that others made after the version
 * that the writer saw, oldest first: edits of other fields merge, an edit of the same field to another value conflicts.
 */
export function decideCustomerEdit<
  Field extends string,
  R extends { readonly version: number } & Record<Field, string | null>,
>(fields: readonly Field[], before: R, after: R, since: readonly CustomerStep[]): CustomerEdit<R> {
  const changes = fields
    .map((field): CustomerStep => ({ field, before: before[field], after: after[field] }))
    .filter((change) => change.before !== change.after)
  const conflicts = changes.flatMap(({ field, after: mine, before: theirs }): CustomerConflict[] => {
    const first = since.find((step) => step.field === field)
    return first ? [{ field, mine, theirs, before: first.before }] : []
  })
  if (conflicts.length > 0) return { kind: 'conflict', conflicts }
  if (changes.length === 0) return { kind: 'unchanged' }
  return { kind: 'edited', after: { ...after, version: before.version + 1 }, changes }
}

/** Blank text is empty; what is not written stays. */
export const blankToNull = (written: string | null | undefined, present: string | null): string | null =>
  written === undefined ? present : written?.trim() ? written : null
