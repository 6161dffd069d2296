import type { Formatter, Messages } from '@mekong/words'
import type { AuditEntryFragment } from '@mekong/schema/documents'

type Step = AuditEntryFragment['changes'][number]
type Side = 'before' | 'after'

interface Telling {
  readonly words: Messages
  readonly format: Formatter
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const day = /^\d{4}-\d\d-\d\d$/
const longest = 120

/** What changed, a phrase for each field. */
export const changesInWords = (entry: AuditEntryFragment, telling: Telling): readonly string[] =>
  entry.changes.map((step) => phraseOf(step, telling))

/** By which key and program it came, and from where: what there is of the three. */
export function wayInWords({ address, agent, apiKey }: AuditEntryFragment, { audit }: Messages): string {
  const parts = [apiKey && audit.byKey({ name: apiKey.name }), agent, address]
  return parts.filter((part) => part !== null && part !== undefined).join(' · ')
}

/** Why it was refused, as far as there is a word for it. */
export function refusalInWords({ refusal }: AuditEntryFragment, { audit }: Messages): string {
  const words: Readonly<Record<string, string>> = audit.refusals
  return refusal === null ? '' : (words[refusal] ?? refusal)
}

function phraseOf(step: Step, telling: Telling): string {
  const { audit } = telling.words
  const field = fieldName(step.field, telling.words)
  // Of an amount that this reader may not see only this is told.
  if (step.before === null && step.after === null) return audit.set({ field, to: audit.hidden })
  const to = valueOf(step, 'after', telling)
  if (step.before === null) return audit.set({ field, to })
  return audit.changed({ field, from: valueOf(step, 'before', telling), to })
}

function fieldName(field: string, { domain, audit }: Messages): string {
  const names: Readonly<Record<string, string>> = { ...domain.fields, ...audit.fields }
  return names[field] ?? names[field.replace(/Id$/, '')] ?? names[field.replace(/Ids$/, 's')] ?? field
}

/** A value as people write it. */
function valueOf(step: Step, side: Side, { words, format }: Telling): string {
  const value = step[side]
  if (value === null || value === '[]') return words.audit.nothing
  const label = side === 'before' ? step.beforeLabel : step.afterLabel
  if (label !== null) return label
  if (step.field === 'probability') return format.percent(value, 2)
  if (step.field === 'amount') return format.number(value)
  if (instant.test(value)) return format.dateTime(value)
  if (day.test(value)) return format.date(value)
  if (value === 'true' || value === 'false') return value === 'true' ? words.audit.yes : words.audit.no
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    role: words.domain.roles,
    visibility: words.domain.visibility,
    status: words.domain.status,
    kind: words.domain.stageKinds,
    color: words.settings.stages.colours,
    preset: words.settings.pipelines.presets,
  }
  const named = names[step.field]?.[value]
  if (named !== undefined) return named
  if (value.startsWith('[')) return format.list(listIn(value).map((one) => scopeName(one, words)))
  return value.length > longest ? `${value.slice(0, longest)}…` : value
}

function scopeName(value: string, { settings }: Messages): string {
  const names: Readonly<Record<string, string>> = settings.apiKeys.scopeNames
  return names[value] ?? value
}

/** A text may well begin with a bracket and be no list. */
function listIn(text: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.map(String) : [text]
  } catch {
    return [text]
  }
}
