import type { Feed } from '../live/feed.ts'

const lookMs = 1_000

/**
 * Runs `leave` each time this node has lost the database for good, as far as it can tell. Nothing that is connected here
 * would get an answer or an event, while another node may well have both.
 */
export function onceLost(feed: Pick<Feed, 'isLost'>, leave: () => void): () => void {
  let wasLost = false
  const timer = setInterval(() => {
    const { isLost } = feed
    if (isLost && !wasLost) leave()
    wasLost = isLost
  }, lookMs)
  return () => clearInterval(timer)
}
