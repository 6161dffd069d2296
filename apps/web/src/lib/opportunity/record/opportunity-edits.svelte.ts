import { OpportunityHistoryDocument } from '@mekong/schema/documents'
import { createContext } from 'svelte'
import type { Api } from '#lib/api/api.ts'
import { cardOf, failureSentence, type BoardCard, type BoardSession, type Named } from '#lib/board/index.ts'
import type { I18n } from '#lib/i18n/i18n.svelte.ts'
import type { Announcer } from '#lib/ui/announcer.svelte.ts'
import type { SaveOutcome } from '#lib/ui/inline-edit.svelte.ts'
import type { FieldName, OpportunityData, OpportunityField, Written } from './opportunity-fields.ts'

/** A field that two people wrote. Each side is a whole record, read by the field itself. */
export interface EditConflict {
  readonly opportunityId: string
  readonly field: FieldName
  readonly mine: OpportunityData
  readonly theirs: OpportunityData
  readonly before: OpportunityData
  /** Who wrote theirs; null while it is being found out, or where nobody can tell. */
  readonly by: Named | null
}

interface Waiting {
  readonly opportunityId: string
  readonly patch: Written['patch']
}

interface Surroundings {
  readonly api: Api
  readonly session: BoardSession
  readonly i18n: I18n
  readonly announcer: Announcer
}

/** The name under which the history tells of a field. */
const inHistory = (field: FieldName): string =>
  ['owner', 'team', 'company', 'contact', 'lostReason'].includes(field) ? `${field}Id` : field

/**
 * Edits on their way and conflicts that wait for a choice. They outlive the sheet in which they were made: what is
 * written offline is there again when it is opened once more.
 */
export class OpportunityEdits {
  #waiting = $state.raw<readonly Waiting[]>([])
  #conflicts = $state.raw<readonly EditConflict[]>([])
  readonly #api: Api
  readonly #session: BoardSession
  readonly #i18n: I18n
  readonly #announcer: Announcer

  constructor({ api, session, i18n, announcer }: Surroundings) {
    this.#api = api
    this.#session = session
    this.#i18n = i18n
    this.#announcer = announcer
  }

  /** The record with my own changes that are not written yet. */
  over<Record extends OpportunityData>(record: Record): Record {
    return this.#waiting
      .filter(({ opportunityId }) => opportunityId === record.id)
      .reduce<Record>((shown, { patch }) => ({ ...shown, ...patch }), record)
  }

  conflictOf(opportunityId: string, field: FieldName): EditConflict | undefined {
    return this.#conflicts.find((one) => one.opportunityId === opportunityId && one.field === field)
  }

  /** `seen` is the record as it was when the editing began: its version is what a conflict is measured by. */
  async save<Value>(seen: OpportunityData, field: OpportunityField<Value>, value: Value): Promise<SaveOutcome> {
    const { words } = this.#i18n
    const label = words.opportunity.fields[field.name]
    const written = field.write(value, seen)
    const entry: Waiting = { opportunityId: seen.id, patch: written.patch }
    this.#settle(seen.id, field.name)
    this.#waiting = [...this.#waiting, entry]
    if (this.#api.network.isOffline) this.#announcer.say(words.opportunity.queued)
    const mine = { ...seen, ...written.patch }
    const outcome = await this.#session.changes.edit(seen, written.input, changesOf(seen, mine))
    this.#waiting = this.#waiting.filter((one) => one !== entry)
    if (outcome.kind === 'done') {
      this.#announcer.say(this.#i18n.words.opportunity.saved({ field: label }))
      return { kind: 'saved' }
    }
    if (outcome.kind === 'failed')
      return { kind: 'refused', message: failureSentence(outcome.failure, this.#i18n.words) }
    const { current, conflicts } = outcome.payload
    if (current && conflicts.length > 0) {
      await this.#conflict({ opportunityId: seen.id, field: field.name, mine, theirs: current, before: seen, by: null })
      return { kind: 'conflict' }
    }
    return { kind: 'refused', message: outcome.errors.map(({ message }) => message).join(' ') }
  }

  keepTheirs({ opportunityId, field }: EditConflict): void {
    this.#settle(opportunityId, field)
  }

  /** Writes mine over what stands now; should that have changed again, it is a conflict again. */
  keepMine<Value>(conflict: EditConflict, field: OpportunityField<Value>): Promise<SaveOutcome> {
    return this.save(conflict.theirs, field, field.read(conflict.mine))
  }

  #settle(opportunityId: string, field: FieldName): void {
    this.#conflicts = this.#conflicts.filter((one) => one.opportunityId !== opportunityId || one.field !== field)
  }

  async #conflict(conflict: EditConflict): Promise<void> {
    const by = await this.#writerOf(conflict)
    this.#conflicts = [...this.#conflicts, { ...conflict, by }]
    const { opportunity: words } = this.#i18n.words
    const name = by?.name ?? words.conflict.somebody
    const title = words.conflict.title({ field: words.fields[conflict.field] })
    this.#announcer.say(`${title}. ${words.conflict.text({ name })}`, { urgent: true })
  }

  async #writerOf({ opportunityId, field }: EditConflict): Promise<Named | null> {
    const names = field === 'amount' ? ['amount', 'currency'] : [inHistory(field)]
    try {
      const { opportunity } = await this.#api.query(OpportunityHistoryDocument, { id: opportunityId, first: 20 })
      const entry = opportunity?.history.nodes.find(({ changes }) => changes.some((one) => names.includes(one.field)))
      return entry?.actor ?? null
    } catch {
      return null
    }
  }
}

/** Only what differs: the rest of the card keeps following the feed. */
function changesOf(before: OpportunityData, after: OpportunityData): Partial<BoardCard> {
  const was: Readonly<Record<string, unknown>> = { ...cardOf(before) }
  const entries = Object.entries(cardOf(after)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]),
  )
  return Object.fromEntries(entries)
}

export const [getOpportunityEdits, setOpportunityEdits] = createContext<OpportunityEdits>()
