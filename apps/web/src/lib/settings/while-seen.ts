const every = 10_000

/**
 * People and teams have no feed, so a page that shows them asks again: when it comes to the front, and every few seconds
 * while it is seen. Returns how to stop.
 */
export function whileSeen(refetch: () => Promise<void>): () => void {
  const ask = () => {
    if (document.visibilityState === 'visible') void refetch()
  }
  const timer = setInterval(ask, every)
  addEventListener('focus', ask)
  return () => {
    clearInterval(timer)
    removeEventListener('focus', ask)
  }
}
