import { shortName, type Formatter, type Messages } from '@mekong/words'
import type { HistoryEntry } from './opportunity-history.svelte.ts'

type Change = HistoryEntry['changes'][number]

/** Fields that only follow from another one that is told. */
const implied = new Set(['probabilitySource', 'status', 'closedAt', 'deletedAt', 'pipelineId'])

/** Too long to be quoted. */
const unquoted = new Set(['description', 'lostNote'])

/** What was done, a sentence for each field that was edited; `name` begins each of them. */
export function historySentences(
  entry: HistoryEntry,
  { words, format, currency }: { readonly words: Messages; readonly format: Formatter; readonly currency: string },
): { readonly name: string; readonly sentences: readonly string[] } {
  const { history } = words.opportunity
  const name = entry.actor ? shortName(entry.actor.name) : history.somebody
  const change = (field: string) => entry.changes.find((one) => one.field === field)
  const stage = change('stageId')
  const from = stage?.beforeLabel ?? ''
  const to = stage?.afterLabel ?? ''
  const one = (sentence: string) => ({ name, sentences: [sentence] })
  switch (entry.kind) {
    case 'CREATED':
      return one(history.created({ name, stage: to }))
    case 'IMPORTED':
      return one(history.imported({ name }))
    case 'MOVED':
      return one(history.moved({ name, from, to }))
    case 'WON':
      return one(history.won({ name }))
    case 'LOST':
      return one(history.lost({ name, reason: change('lostReasonId')?.afterLabel ?? words.domain.status.LOST }))
    case 'REOPENED':
      return one(history.reopened({ name, stage: to }))
    case 'DELETED':
      return one(history.deleted({ name }))
    case 'RESTORED':
      return one(history.restored({ name }))
    case 'UPDATED': {
      const currencyNow = change('currency')
      const inCurrency = (side: 'before' | 'after') => currencyNow?.[side] ?? currency
      const hasAmount = change('amount') !== undefined
      const told = entry.changes.filter(({ field }) => !implied.has(field) && !(field === 'currency' && hasAmount))
      return { name, sentences: told.map((step) => sentenceOf(step, name, { words, format, inCurrency })) }
    }
  }
}

interface Telling {
  readonly words: Messages
  readonly format: Formatter
  readonly inCurrency: (side: 'before' | 'after') => string
}

function sentenceOf(step: Change, name: string, telling: Telling): string {
  const { history } = telling.words.opportunity
  const names: Readonly<Record<string, string>> = telling.words.domain.fields
  const field = names[step.field.replace(/Id$/, '')] ?? names[step.field] ?? step.field
  const before = textOf(step, 'before', telling)
  const after = textOf(step, 'after', telling)
  // Of an amount that this reader may not see both sides are withheld, and only this is known.
  if (step.before === null && step.after === null) return history.edited({ name, field })
  if (isEmpty(step.field, step.after)) return history.cleared({ name, field })
  if (unquoted.has(step.field) || after === null) return history.edited({ name, field })
  if (step.field === 'ownerId') return history.reassigned({ name, owner: after })
  if (isEmpty(step.field, step.before) || before === null) return history.set({ name, field, to: after })
  return history.changed({ name, field, from: before, to: after })
}

const isEmpty = (field: string, value: string | null): boolean => value === null || (field === 'tags' && value === '[]')

/** A value as people write it; null for what an id no longer names. */
function textOf(step: Change, side: 'before' | 'after', { format, inCurrency }: Telling): string | null {
  const value = step[side]
  if (value === null) return null
  switch (step.field) {
    case 'amount':
      return format.money({ amount: value, currency: inCurrency(side) }, { minor: 'auto' })
    case 'probability':
      return format.percent(value, 2)
    case 'expectedCloseDate':
      return format.date(value)
    case 'tags': {
      const tags: unknown = JSON.parse(value)
      return Array.isArray(tags) ? format.list(tags.map(String)) : value
    }
    // `externalId` is a name of its own, the others name something else.
    case 'externalId':
      return value
    default:
      return step.field.endsWith('Id') ? (side === 'before' ? step.beforeLabel : step.afterLabel) : value
  }
}
