/** Parts of the board that nobody needs for the first look at it. */
export const later = {
  quickCreate: () => import('./column/QuickCreate.svelte'),
  quickCreateDrawer: () => import('./column/QuickCreateDrawer.svelte'),
  filterForm: () => import('./filter/FilterForm.svelte'),
  lostPrompt: () => import('./changes/LostPrompt.svelte'),
  conflictNotice: () => import('./changes/ConflictNotice.svelte'),
}

/** Fetches them when the board stands, so that each opens at once, and without a line too. Returns how to call it off. */
export function fetchLater(): () => void {
  const timer = setTimeout(() => {
    // What could not be fetched now is fetched when it is wanted.
    for (const fetchPart of Object.values(later)) fetchPart().catch(() => undefined)
  }, 1200)
  return () => clearTimeout(timer)
}
