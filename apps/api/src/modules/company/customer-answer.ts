import type { CustomerConflict, Fault } from '@mekong/domain'
import type { Written } from '../../data/write.ts'

/** Why an edit was refused: it breaks rules, or somebody wrote the same fields since. */
export type EditRefusal<R> =
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  | { readonly kind: 'conflict'; readonly current: R; readonly conflicts: readonly CustomerConflict[] }

export type Edited<R> = Written<R, EditRefusal<R>>

export const refused = (...faults: readonly Fault[]): { readonly refuse: EditRefusal<never> } => ({
  refuse: { kind: 'refused', faults },
})
