import type { FieldConflictFragment } from '@mekong/schema/documents'
import type { Messages } from '@mekong/words'
import type { Outcome, Payload } from '#lib/api/outcome.ts'
import { failureSentence } from '#lib/board/index.ts'
import type { CustomerOutcome, CustomerValues } from './CustomerDialog.svelte'

type EditPayload = Payload & { readonly conflicts?: readonly FieldConflictFragment[] }

/** What a form shows of an answer: each sentence at its field, a colleague's value where both wrote one. */
export function customerOutcome(
  outcome: Outcome<EditPayload>,
  fieldNames: readonly string[],
  labels: CustomerValues,
  words: Messages,
): CustomerOutcome {
  if (outcome.kind === 'done') return { kind: 'done' }
  if (outcome.kind === 'failed') return { kind: 'refused', byField: {}, other: failureSentence(outcome.failure, words) }
  const conflicts = (outcome.payload.conflicts ?? []).map(({ field, theirs }): [string, string] => {
    const title = words.opportunity.conflict.title({ field: labels[field] ?? field })
    return [field, `${title}: ${theirs ?? words.opportunity.empty.text}`]
  })
  const own = outcome.errors.filter((error) => fieldNames.includes(error.field?.[0] ?? ''))
  const rest = outcome.errors.filter((error) => !own.includes(error))
  return {
    kind: 'refused',
    byField: {
      ...Object.fromEntries(own.map((error) => [error.field?.[0] ?? '', error.message])),
      ...Object.fromEntries(conflicts),
    },
    other: conflicts.length > 0 || rest.length === 0 ? null : rest.map((error) => error.message).join(' '),
  }
}

export const orNull = (text: string | undefined): string | null => (text?.trim() ? text.trim() : null)
