import { setTimeout as wait } from 'node:timers/promises'
import type { PipelineId } from '@mekong/domain'
import type { Loaders } from '../http/loaders.ts'
import type { FeedState } from './cursor.ts'
import type { BoardFeed, Break, Feed, Follower } from './feed.ts'
import { readerMark, type Frame } from './frame.ts'
import type { Metrics } from '../metrics.ts'
import type { KeptTotals } from './kept-totals.ts'
import type {
  BoardMessage,
  EventsMessage,
  HeartbeatMessage,
  ResyncReason,
  ToldEvent,
} from '../modules/board/board-message.ts'
import {
  drain,
  isCatchingUp,
  isEnded,
  isFollowing,
  isFull,
  write,
  writeAndDrain,
  type Subscriber,
} from './subscriber.ts'
import type { Rendering, View } from './view.ts'
import { within } from './within.ts'

const pageEvents = 100
/** A subscriber further behind begins anew. */
export const furthestBehind = 10_000
/** What a class can't see is told as an empty stretch, but seldom: many hidden changes share one. */
const flushMs = 500
const retryMs = 500
const patienceMs = 10_000
/** A page that came out larger makes the next ones smaller. */
const pageBytes = 256 * 1024

export interface RoomParts {
  readonly feed: Feed
  readonly totals: KeptTotals
  readonly rendering: Pick<Rendering, 'loaders'>
  readonly metrics: Pick<Metrics, 'feedLag' | 'resyncs'>
  readonly onFault: (error: unknown) => void
}

/** One board on this node with everybody who follows it. */
export class Room implements Follower {
  readonly views = new Map<string, View>()
  /** Followers that pull for themselves (SSE) are told when there is something. */
  readonly pullers = new Set<Follower>()
  /** What is held of the board is void: whoever comes now needs another room. */
  isBroken = false
  readonly #board: BoardFeed
  #mostEvents = pageEvents
  /** For all classes, until the head moves on: then names may have changed. */
  #shared: { readonly head: number; readonly loaders: Loaders } | undefined

  constructor(
    readonly pipelineId: PipelineId,
    state: FeedState,
    private readonly parts: RoomParts,
  ) {
    this.#board = parts.feed.follow(state, pipelineId, this)
  }

  get head(): number {
    return this.#board.head
  }

  get isEmpty(): boolean {
    return this.views.size === 0 && this.pullers.size === 0
  }

  close(): void {
    this.parts.feed.leave(this.#board, this)
  }

  /** The head as somebody else has read it. */
  notice(head: number): void {
    if (head > this.head) this.#board.look()
  }

  news(): void {
    for (const view of this.views.values()) void this.#advance(view)
    for (const puller of this.pullers) puller.news()
  }

  broken(reason: Break): void {
    this.isBroken = true
    for (const view of this.views.values())
      for (const subscriber of view.subscribers) void this.resync(subscriber, reason)
    for (const puller of this.pullers) puller.broken(reason)
  }

  /** Tells everybody who is up to date that they are. */
  heartbeat(): void {
    for (const view of this.views.values()) {
      view.isHeartbeatDue = true
      void this.#advance(view)
    }
  }

  /** Begins a subscription: with a snapshot, or with what came after `after`. */
  async begin(subscriber: Subscriber, after: number | undefined): Promise<void> {
    if (after === undefined && !(await this.#sendSnapshot(subscriber))) return
    await this.#catchUp(subscriber)
    // Whoever resumes and has missed nothing is told so.
    if (after === undefined || subscriber.seq > after) return
    const frame = await this.#render(subscriber.view, this.heartbeatAt(after))
    if (isFollowing(subscriber) && subscriber.seq === after) write(subscriber, frame)
  }

  /** Ends a subscription with the reason why it can't go on. */
  async resync(subscriber: Subscriber, reason: ResyncReason): Promise<void> {
    if (isEnded(subscriber)) return
    subscriber.state = 'ended'
    this.parts.metrics.resyncs.inc({ reason })
    try {
      write(subscriber, await this.#render(subscriber.view, { kind: 'resync', reason }))
    } finally {
      subscriber.end()
    }
  }

  /** What a reader of this board sees right after a seq; `gone` when that is no longer kept. */
  async page(view: Pick<View, 'scope'>, after: number, upTo: number) {
    const stretch = await this.#board.page(after, Math.min(upTo - after, this.#mostEvents))
    if (stretch === 'gone') return stretch
    return within(patienceMs, 'Reading totals', this.parts.totals.cut(this.pipelineId, view.scope, after, stretch))
  }

  message(after: number, toSeq: number, events: readonly ToldEvent[], readerHalf = readerMark): EventsMessage {
    return { kind: 'events', fromSeq: after + 1, toSeq, events, cursor: `${readerHalf}.${this.#positionHalf(toSeq)}` }
  }

  /** Moves a class on to the head: its followers get each message at once, in order. */
  async #advance(view: View): Promise<void> {
    if (view.isAdvancing) return
    view.isAdvancing = true
    try {
      while (view.subscribers.size > 0 && (await this.#step(view)));
    } catch (error) {
      this.parts.onFault(error)
      view.retryTimer ??= setTimeout(() => this.#retry(view), retryMs)
    } finally {
      view.isAdvancing = false
    }
  }

  /** True while there may be more to do. */
  async #step(view: View): Promise<boolean> {
    const { head } = this
    if (!view.hasFollowers) {
      // Nobody waits for it here: whoever catches up pulls for themselves.
      view.sent = view.seen = head
      return false
    }
    if (view.seen < head) {
      const page = await this.page(view, view.seen, head)
      if (page === 'gone') {
        await Promise.all([...view.subscribers].map((subscriber) => this.resync(subscriber, 'RETENTION')))
        return false
      }
      if (page.events.length > 0) await this.#tell(view, page.toSeq, page.events)
      else view.flushTimer ??= setTimeout(() => this.#flush(view), flushMs)
      view.seen = page.toSeq
      return true
    }
    if (view.seen > view.sent && (view.isFlushDue || view.isHeartbeatDue)) {
      await this.#tell(view, view.seen, [])
      return true
    }
    if (!view.isHeartbeatDue) return false
    view.isHeartbeatDue = false
    await this.#beat(view)
    return true
  }

  #retry(view: View): void {
    view.retryTimer = undefined
    void this.#advance(view)
  }

  #flush(view: View): void {
    view.flushTimer = undefined
    view.isFlushDue = true
    void this.#advance(view)
  }

  /** Sends `sent + 1..toSeq` to all followers. Nothing has changed when it fails: then it is done again. */
  async #tell(view: View, toSeq: number, events: readonly ToldEvent[]): Promise<void> {
    const after = view.sent
    const frame = await this.#render(view, this.message(after, toSeq, events))
    this.#sizeUp(frame, events.length)
    view.sent = toSeq
    view.isFlushDue = false
    view.keep(after + 1, toSeq, frame)
    for (const subscriber of view.subscribers) {
      // A snapshot may be ahead of what the class was sent: such a subscriber has this already.
      if (!isFollowing(subscriber) || subscriber.seq >= toSeq) continue
      if (subscriber.seq === after && !isFull(subscriber)) {
        write(subscriber, frame)
        subscriber.seq = toSeq
        if (frame.isFaulty) subscriber.end()
      } else void this.#catchUp(subscriber)
    }
    frame.forget()
    for (const { at } of events) this.parts.metrics.feedLag.observe(this.#secondsSince(at))
  }

  #secondsSince(at: string): number {
    return Math.max(0, (this.parts.feed.now() - Date.parse(at)) / 1_000)
  }

  async #beat(view: View): Promise<void> {
    const { sent } = view
    // A node that can't see the database doesn't know whether anybody is up to date.
    if (this.parts.feed.isCutOff) return
    const frame = await this.#render(view, this.heartbeatAt(sent))
    for (const subscriber of view.subscribers)
      if (isFollowing(subscriber) && subscriber.seq === sent && !isFull(subscriber)) write(subscriber, frame)
  }

  /** Pulls pages, one after each drained send, until the subscriber has what its class was sent. */
  async #catchUp(subscriber: Subscriber): Promise<void> {
    const { view } = subscriber
    if (isEnded(subscriber)) return
    subscriber.state = 'catching-up'
    while (isCatchingUp(subscriber))
      try {
        if (isFull(subscriber)) await drain(subscriber, this.head)
        else if (this.head - subscriber.seq > furthestBehind) await this.resync(subscriber, 'TOO_FAR_BEHIND')
        else if (subscriber.seq < view.sent) await this.#sendPage(subscriber)
        else subscriber.state = 'following'
      } catch (error) {
        this.parts.onFault(error)
        await wait(retryMs)
      }
    if (isFollowing(subscriber) && this.head > view.seen) void this.#advance(view)
  }

  async #sendPage(subscriber: Subscriber): Promise<void> {
    const { view, seq } = subscriber
    const page = view.kept(seq + 1) ?? (await this.#pageAfter(view, seq))
    if (page === 'gone') return this.resync(subscriber, 'RETENTION')
    if (isEnded(subscriber)) return
    subscriber.seq = page.toSeq
    await writeAndDrain(subscriber, page.frame, this.head)
    if (page.frame.isFaulty) subscriber.end()
  }

  /** Ends at round numbers, so that subscribers who lag by different amounts soon pull the same pages. */
  async #pageAfter(view: View, seq: number): Promise<{ frame: Frame; toSeq: number } | 'gone'> {
    const upTo = Math.min(view.sent, (Math.floor(seq / pageEvents) + 1) * pageEvents)
    const page = await this.page(view, seq, upTo)
    if (page === 'gone') return page
    const frame = await this.#render(view, this.message(seq, page.toSeq, page.events))
    this.#sizeUp(frame, page.events.length)
    view.keep(seq + 1, page.toSeq, frame)
    return { frame, toSeq: page.toSeq }
  }

  /** False when the subscription is over: ended meanwhile, or with an answer that holds errors. */
  async #sendSnapshot(subscriber: Subscriber): Promise<boolean> {
    const { view } = subscriber
    const taking = (view.snapshot ??= this.#takeSnapshot(view).finally(() => (view.snapshot = undefined)))
    const { frame, seq } = await taking
    if (isEnded(subscriber)) return false
    if (seq !== undefined) subscriber.seq = seq
    await writeAndDrain(subscriber, frame, this.head)
    if (seq === undefined || frame.isFaulty) subscriber.end()
    else this.notice(seq)
    return !isEnded(subscriber)
  }

  /** As soon as the board can be read, if somebody still waits for it. */
  async #takeSnapshot(view: View): Promise<{ frame: Frame; seq: number | undefined }> {
    for (;;) {
      const message = { kind: 'snapshot' as const, pipelineId: this.pipelineId, readerHalf: readerMark, seq: undefined }
      try {
        // Not the shared loaders: what they hold may be older than the board that is read now.
        const frame = await within(
          patienceMs,
          'Making a snapshot',
          view.render(message, this.parts.rendering.loaders()),
        )
        return { frame, seq: message.seq }
      } catch (error) {
        this.parts.onFault(error)
        if (view.subscribers.size === 0) throw error
        await wait(retryMs)
      }
    }
  }

  async #render(view: View, message: Exclude<BoardMessage, { kind: 'snapshot' }>): Promise<Frame> {
    const { head } = this
    if (this.#shared?.head !== head) this.#shared = { head, loaders: this.parts.rendering.loaders() }
    try {
      return await within(patienceMs, 'Making a message', view.render(message, this.#shared.loaders))
    } catch (error) {
      this.#shared = undefined
      throw error
    }
  }

  heartbeatAt(seq: number, readerHalf = readerMark): HeartbeatMessage {
    const serverTime = new Date(this.parts.feed.now()).toISOString()
    return { kind: 'heartbeat', seq, serverTime, cursor: `${readerHalf}.${this.#positionHalf(seq)}` }
  }

  #positionHalf(seq: number): string {
    return this.parts.feed.positionHalf(this.pipelineId, seq)
  }

  #sizeUp(frame: Frame, events: number): void {
    if (frame.bytes > pageBytes && events > 1)
      this.#mostEvents = Math.max(1, Math.floor((events * pageBytes) / frame.bytes))
    else if (frame.bytes < pageBytes / 4) this.#mostEvents = Math.min(pageEvents, this.#mostEvents * 2)
  }
}
