import type { ListRowFragment } from '@mekong/schema/documents'
import type { SaveOutcome } from '#lib/ui/inline-edit.svelte.ts'
import type { CellEdit, EditField } from '../row-edits.svelte.ts'

/** What every cell gets that is edited where it stands. */
export interface CellProps<Field extends EditField> {
  readonly row: ListRowFragment
  readonly readonly: boolean
  /** Whose hand is on it. */
  readonly flag: { readonly text: string; readonly color: string } | undefined
  readonly save: (value: Extract<CellEdit, { field: Field }>['value']) => Promise<SaveOutcome>
  readonly onedit: (isOn: boolean) => void
}
