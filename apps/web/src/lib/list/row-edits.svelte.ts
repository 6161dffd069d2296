import type { ListRowFragment, UpdateOpportunityInput } from '@mekong/schema/documents'
import { failureSentence, type BoardCard, type BoardSession, type Named } from '#lib/board/index.ts'
import type { I18n } from '#lib/i18n/i18n.svelte.ts'
import type { SaveOutcome } from '#lib/ui/inline-edit.svelte.ts'

/** A field that is edited in its cell, with its new value. */
export type CellEdit =
  | { readonly field: 'title'; readonly value: string }
  | { readonly field: 'amount'; readonly value: string | null }
  | { readonly field: 'expectedCloseDate'; readonly value: string | null }
  | { readonly field: 'owner'; readonly value: Named | null }

export type EditField = CellEdit['field']

/** Somebody else has changed the same field of the same row since I began. */
export interface CellConflict {
  readonly mine: CellEdit
  readonly before: ListRowFragment
  readonly theirs: ListRowFragment
}

/** Edits of one row, cell by cell, each judged against the row as it was when the cell was opened. */
export class RowEdits {
  conflict = $state.raw<CellConflict | null>(null)
  readonly #session: BoardSession
  readonly #i18n: I18n

  constructor(session: BoardSession, i18n: I18n) {
    this.#session = session
    this.#i18n = i18n
  }

  async save(seen: ListRowFragment, edit: CellEdit): Promise<SaveOutcome> {
    const outcome = await this.#session.changes.edit(seen, inputOf(seen, edit), afterOf(edit))
    if (outcome.kind === 'done') return { kind: 'saved' }
    if (outcome.kind === 'failed')
      return { kind: 'refused', message: failureSentence(outcome.failure, this.#i18n.words) }
    const { current } = outcome.payload
    if (current && outcome.errors.some((error) => error.code === 'CONFLICT')) {
      this.conflict = { mine: edit, before: seen, theirs: current }
      return { kind: 'conflict' }
    }
    return { kind: 'refused', message: outcome.errors.map((error) => error.message).join(' ') }
  }

  keepTheirs(): void {
    this.conflict = null
  }

  /** My value over theirs, which I have now seen. Gives a sentence when that is refused. */
  async keepMine(): Promise<string | null> {
    const { conflict } = this
    if (!conflict) return null
    this.conflict = null
    const outcome = await this.save(conflict.theirs, conflict.mine)
    return outcome.kind === 'refused' ? outcome.message : null
  }
}

function inputOf(seen: ListRowFragment, edit: CellEdit): Partial<UpdateOpportunityInput> {
  switch (edit.field) {
    case 'title':
      return { title: edit.value }
    case 'amount':
      return { amount: edit.value === null ? null : { amount: edit.value, currency: seen.currency } }
    case 'expectedCloseDate':
      return { expectedCloseDate: edit.value }
    case 'owner':
      return { ownerId: edit.value?.id ?? null }
  }
}

function afterOf(edit: CellEdit): Partial<BoardCard> {
  switch (edit.field) {
    case 'title':
      return { title: edit.value }
    case 'amount':
      return { amount: edit.value }
    case 'expectedCloseDate':
      return { expectedCloseDate: edit.value }
    case 'owner':
      return { owner: edit.value, ownerId: edit.value?.id ?? null }
  }
}
