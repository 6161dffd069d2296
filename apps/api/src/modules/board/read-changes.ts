import { isId, scopeOf, type PipelineId } from '@mekong/domain'
import type { Caller } from '../../http/context.ts'
import { ApiError } from '../../http/errors.ts'
import { readerOf, type FeedState } from '../../live/cursor.ts'
import type { Services } from '../../services.ts'
import type { ResyncReason, ToldEvent } from './board-message.ts'

export interface Change {
  readonly cursor: string
  readonly node: ToldEvent
}

export interface ChangePage {
  readonly changes: readonly Change[]
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  /** Where the next page begins: past hidden events too, and there even when nothing was found. */
  readonly endCursor: string
}

interface Asked {
  readonly pipelineId: PipelineId
  readonly after: string | null
  readonly count: number
}

/** A page looks at so many events at most, so that a reader of few among many gets an answer in time, if an empty one. */
const mostLooked = 1_000
const leastRead = 50

/** A page of a board's feed as a reader sees it, from a cursor or from the oldest event that is kept. */
export async function readChanges(
  { feed, totals }: Pick<Services, 'feed' | 'totals'>,
  caller: Caller,
  { pipelineId, after, count }: Asked,
): Promise<ChangePage> {
  const state = isId('pipeline', pipelineId) ? await feed.stateOf(pipelineId) : undefined
  if (state === undefined) throw new ApiError('NOT_FOUND')
  const reader = readerOf(caller)
  const scope = scopeOf(caller.actor)
  const start = after === null ? state.minSeq - 1 : startOf(feed.resume(after, reader, pipelineId, state))
  const found: ToldEvent[] = []
  let at = start
  while (found.length < count && at < state.head && at - start < mostLooked) {
    const left = count - found.length
    const stretch = await feed.store.events(pipelineId, at, Math.max(left, leastRead))
    if (stretch[0]?.seq !== at + 1) throw refused('RETENTION')
    const page = await totals.cut(pipelineId, scope, at, stretch)
    const last = page.events[left - 1]
    // The page ends with its last event: the totals right after it are where the next page goes on.
    const { toSeq } = last
      ? await totals.cut(
          pipelineId,
          scope,
          at,
          stretch.filter(({ seq }) => seq <= last.seq),
        )
      : page
    found.push(...page.events.slice(0, left))
    at = toSeq
  }
  const cursorAt = (seq: number) => feed.cursorFor(reader, pipelineId, seq)
  return {
    changes: found.map((node) => ({ node, cursor: cursorAt(node.seq) })),
    hasBefore: start >= state.minSeq,
    hasAfter: at < state.head,
    endCursor: cursorAt(at),
  }
}

function startOf(resumed: ReturnType<Services['feed']['resume']>): FeedState['head'] {
  if (resumed.kind === 'refused') throw refused(resumed.reason)
  return resumed.seq
}

const refused = (reason: ResyncReason): ApiError =>
  new ApiError('BAD_USER_INPUT', { say: (words) => words.errors.input.deadCursor, extensions: { reason } })
