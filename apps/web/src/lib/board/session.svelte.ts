import { createContext, untrack } from 'svelte'
import type { Api } from '#lib/api/api.ts'
import type { Viewer } from '#lib/api/viewer.svelte.ts'
import { BoardChanges } from './changes/board-changes.svelte.ts'
import { BoardFeed } from './feed/board-feed.svelte.ts'
import { ApiBoardSource, type BoardSource } from './feed/board-source.ts'
import { ApiPresenceSource, Presence, type PresenceSource } from './presence/presence.svelte.ts'

interface Sources {
  readonly board: BoardSource
  readonly presence: PresenceSource
}

/** One board as one person has it open: its feed, their changes, who else is there. Board, list and sheet share it. */
export class BoardSession {
  readonly source: BoardSource
  readonly feed: BoardFeed
  readonly changes: BoardChanges
  readonly presence: Presence
  /** Set by a screen that shows something older than the feed, such as a filtered board. */
  shownSeq: (() => number) | null = null

  constructor(api: Api, viewer: Viewer, pipelineId: string, sources?: Sources) {
    this.source = sources?.board ?? new ApiBoardSource(api)
    this.feed = new BoardFeed(this.source, pipelineId, () => void viewer.follow())
    this.changes = new BoardChanges(api, this.feed, () => this.shownSeq?.() ?? this.feed.board?.seq ?? 0)
    this.presence = new Presence(sources?.presence ?? new ApiPresenceSource(api), pipelineId, viewer.id)
  }

  /** An effect that opens it depends on nothing read on the way: else it would begin anew whenever the line falters. */
  open(): () => void {
    const stops = untrack(() => [this.feed.open(), this.presence.open()])
    return () => {
      for (const stop of stops) stop()
    }
  }
}

export const [getBoardSession, setBoardSession] = createContext<BoardSession>()
