/** Parts of the board that nobody needs for the first look at it. */
export const later = {
  quickCreate: () => import('./column/QuickCreate.svelte'),
  quickCreateDrawer: () => import('./column/QuickCreateDrawer.svelte'),
  filterForm: () => import('./filter/FilterForm.svelte'),
  lostPrompt: () => import('./changes/LostPrompt.svelte'),
  conflictNotice: () => import('./changes/ConflictNotice.svelte'),
}

const soon = 1200

/**
 * Fetches them when the board stands, so that each opens at once, and without a line too. What could not be fetched is
 * tried again when the server is reached. Returns how to call it off.
 */
export function fetchLater(onreached: (callback: () => void) => () => void): () => void {
  const fetchAll = async () => {
    const parts = await Promise.allSettled(Object.values(later).map((fetchPart) => fetchPart()))
    if (parts.every(({ status }) => status === 'fulfilled')) stopWatching()
  }
  const stopWatching = onreached(() => void fetchAll())
  const timer = setTimeout(() => void fetchAll(), soon)
  return () => {
    clearTimeout(timer)
    stopWatching()
  }
}
