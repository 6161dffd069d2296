import type { GraphQLResolveInfo } from 'graphql'
import { isId, scopeOf, type PipelineId } from '@mekong/domain'
import type { Context, Operation } from '../http/context.ts'
import { ApiError } from '../http/errors.ts'
import { readerOf, type FeedState } from './cursor.ts'
import type { BoardMessage, ResyncReason } from '../modules/board/board-message.ts'
import type { Metrics } from '../metrics.ts'
import { PullStream } from './pull-stream.ts'
import type { RightsWatch } from './rights-watch.ts'
import { Room, furthestBehind, type RoomParts } from './room.ts'
import { selectionOf } from './selection.ts'
import { SilentStream } from './silent-stream.ts'
import { isEnded, type Subscriber } from './subscriber.ts'
import { View, type Rendering } from './view.ts'

const heartbeatMs = 15_000
const stallCheckMs = 1_000
const stalledMs = 30_000
const stalledEvents = 1_000
const fatBytes = 1024 * 1024
const fatMs = 10_000

/** What a subscription asked for. */
export interface Subscribing {
  readonly pipelineId: PipelineId
  readonly after: string | null
  readonly context: Context
  readonly info: GraphQLResolveInfo
}

/** What an operator wants to know of a node's subscribers. */
export interface HubMeasures {
  readonly boards: number
  readonly classes: number
  readonly subscribers: number
  readonly catchingUp: number
  /** Written to sockets and not yet taken by the system. */
  readonly bufferedBytes: number
  /** How many were closed because they did not read. */
  readonly slowClosed: number
}

export interface HubParts extends RoomParts {
  readonly rights: RightsWatch
  readonly rendering: Rendering
  readonly metrics: Pick<Metrics, 'feedLag' | 'resyncs' | 'slowConsumers'>
}

/**
 * Everybody on this node who follows a board. On a WebSocket the hub writes messages to the socket itself, made once for
 * each class of readers; graphql-ws keeps the handshake, the completion and the clean-up. Other transports pull.
 */
export class Hub {
  readonly #rooms = new Map<PipelineId, Room>()
  readonly #subscribers = new Set<Subscriber>()
  #timers: NodeJS.Timeout[] = []
  #slowClosed = 0

  constructor(private readonly parts: HubParts) {}

  start(): void {
    this.#timers = [
      setInterval(() => this.#heartbeat(), heartbeatMs),
      setInterval(() => this.#closeStalled(), stallCheckMs),
    ]
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
  }

  /** What graphql iterates over. On a WebSocket it yields nothing: the hub writes, and the iteration only ends. */
  async subscribe({ pipelineId, after, context, info }: Subscribing): Promise<AsyncIterableIterator<BoardMessage>> {
    const state = isId('pipeline', pipelineId) ? await this.parts.feed.stateOf(pipelineId) : undefined
    if (state === undefined) throw new ApiError('NOT_FOUND')
    const reader = readerOf(context.caller)
    const begin = after === null ? null : this.parts.feed.resume(after, reader, pipelineId, state, furthestBehind)
    if (begin?.kind === 'refused') {
      this.parts.metrics.resyncs.inc({ reason: begin.reason })
      return resyncOnly(begin.reason)
    }
    const room = this.#roomOf(pipelineId, state)
    const { operation } = context
    return operation === null
      ? this.#pull(room, context, begin?.seq)
      : this.#push(room, { context, info, operation }, begin?.seq)
  }

  measure(): HubMeasures {
    const subscribers = [...this.#subscribers]
    const sockets = new Set(subscribers.map(({ socket }) => socket))
    return {
      boards: this.#rooms.size,
      classes: [...this.#rooms.values()].reduce((sum, { views }) => sum + views.size, 0),
      subscribers: subscribers.length,
      catchingUp: subscribers.filter(({ state }) => state === 'catching-up').length,
      bufferedBytes: [...sockets].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0),
      slowClosed: this.#slowClosed,
    }
  }

  #roomOf(pipelineId: PipelineId, state: FeedState): Room {
    const present = this.#rooms.get(pipelineId)
    const room = present && !present.isBroken ? present : new Room(pipelineId, state, this.parts)
    this.#rooms.set(pipelineId, room)
    room.notice(state.head)
    return room
  }

  #push(room: Room, { context, info, operation }: Pushing, after: number | undefined): SilentStream<BoardMessage> {
    const selection = selectionOf(info)
    const key = View.keyOf(context, selection)
    const view = room.views.get(key) ?? new View(key, room.head, selection, context, this.parts.rendering)
    room.views.set(key, view)
    const { caller } = context
    const subscriber: Subscriber = {
      view,
      caller,
      socket: operation.socket,
      operationId: operation.id,
      readerHalf: this.parts.feed.readerHalf(readerOf(caller)),
      seq: after ?? 0,
      state: 'catching-up',
      sending: null,
      end: () => stream.end(),
    }
    view.subscribers.add(subscriber)
    this.#subscribers.add(subscriber)
    const unwatch = this.parts.rights.watch({
      caller,
      changed: () => this.#run(room.resync(subscriber, 'ACL_CHANGED')),
      revoked: () => operation.socket.close(4401, 'Unauthorized'),
    })
    const stream = new SilentStream<BoardMessage>({
      // Not before graphql-ws iterates: only then does it know the operation by its id.
      begin: () => this.#run(room.begin(subscriber, after), subscriber),
      end: () => {
        subscriber.state = 'ended'
        unwatch()
        this.#subscribers.delete(subscriber)
        view.subscribers.delete(subscriber)
        if (view.subscribers.size === 0) {
          view.close()
          if (room.views.get(key) === view) room.views.delete(key)
        }
        this.#leave(room)
      },
    })
    return stream
  }

  #pull(room: Room, { caller }: Context, after: number | undefined): PullStream {
    const stream = new PullStream({
      room,
      scope: scopeOf(caller.actor),
      readerHalf: this.parts.feed.readerHalf(readerOf(caller)),
      after,
      onFault: this.parts.onFault,
      onResync: (reason) => this.parts.metrics.resyncs.inc({ reason }),
      end: () => {
        unwatch()
        room.pullers.delete(stream)
        this.#leave(room)
      },
    })
    room.pullers.add(stream)
    const unwatch = this.parts.rights.watch({
      caller,
      changed: () => stream.broken('ACL_CHANGED'),
      revoked: () => void stream.return(),
    })
    return stream
  }

  #leave(room: Room): void {
    if (!room.isEmpty) return
    if (this.#rooms.get(room.pipelineId) === room) this.#rooms.delete(room.pipelineId)
    room.close()
  }

  #run(job: Promise<void>, subscriber?: Subscriber): void {
    job.catch((error: unknown) => {
      this.parts.onFault(error)
      subscriber?.end()
    })
  }

  #heartbeat(): void {
    for (const room of this.#rooms.values()) room.heartbeat()
  }

  /** Whoever does not read costs their own subscription: the client comes back by its cursor. */
  #closeStalled(): void {
    const now = Date.now()
    for (const subscriber of this.#subscribers) {
      const { sending, socket, view } = subscriber
      if (sending === null || isEnded(subscriber)) continue
      const isStalled =
        now - sending.since > stalledMs ||
        view.sent - sending.head > stalledEvents ||
        (now - sending.since > fatMs && socket.bufferedAmount > fatBytes)
      if (!isStalled) continue
      this.#slowClosed++
      this.parts.metrics.slowConsumers.inc()
      socket.close(1013, 'slow consumer, resume')
    }
  }
}

interface Pushing {
  readonly context: Context
  readonly info: GraphQLResolveInfo
  readonly operation: Operation
}

/** A cursor that can't be resumed is answered with the reason, and that is all. */
async function* resyncOnly(reason: ResyncReason): AsyncGenerator<BoardMessage, void, void> {
  yield { kind: 'resync', reason }
}
