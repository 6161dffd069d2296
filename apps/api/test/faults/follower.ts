import { createClient, type Client } from 'graphql-ws'
import WebSocket from 'ws'
import { applyEvents, type Board } from '@mekong/domain'
import { gql } from '../client.ts'
import type { Person } from '../people.ts'
import {
  boardOf,
  boardQuery,
  eventOf,
  feed,
  plain,
  withRead,
  type ApiCard,
  type Message,
  type SentBoard,
  type SentEvent,
} from '../live/board-wire.ts'

const pingAfter = 10_000
const pongWithin = 5_000
/** A live line is never silent for longer: heartbeats come every 15 s. */
const silentMs = 25_000
const [shortestWait, longestWait] = [500, 15_000]

export interface Place {
  readonly url: string
}

export interface FollowerOptions {
  readonly reader: Pick<Person, 'credentials'>
  readonly pipelineId: string
  /** Where to connect next; asked at each attempt, as a balancer would decide. */
  readonly choose: () => Place
  /** A program has patience of its own; the published one is 0.5 to 15 s. */
  readonly longestWaitMs?: number
}

/** What a line went through. */
export interface Line {
  readonly openedAt: number
  closedAt: number | null
  code: number | null
}

/**
 * A client of one board by the published rule (docs/protocol.md), on graphql-ws and the domain's own reducer: it tries
 * again for ever, resumes by its last cursor, and begins anew only when it is told to.
 */
export class Follower implements AsyncDisposable {
  board: Board<ApiCard> | null = null
  /** Events that were applied since the last snapshot, each once. */
  applied: SentEvent[] = []
  snapshots = 0
  readonly resyncs: string[] = []
  readonly lines: Line[] = []
  /** What must never happen by itself: a socket closed for good, a message with errors. */
  readonly faults: string[] = []
  /** Milliseconds from the database's commit to here, by this machine's one clock. */
  readonly onEvent: ((event: SentEvent) => void)[] = []
  #cursor: string | null = null
  #client: Client
  #stop = () => {}
  #isOver = false
  #heardAt = Date.now()
  #place: Place = { url: '' }
  #isPaused = false
  #socket: WebSocket | null = null
  readonly #watch: NodeJS.Timeout
  #isReading = false

  constructor(private readonly options: FollowerOptions) {
    this.#client = this.#connect()
    this.#watch = setInterval(() => {
      if (this.#socket === null || this.#isPaused) this.#heardAt = Date.now()
      else if (Date.now() - this.#heardAt > silentMs) this.#client.terminate()
    }, 1_000)
    this.#subscribe()
  }

  get seq(): number {
    return this.board?.seq ?? -1
  }

  get state(): unknown {
    return plain(this.board)
  }

  /** Where it is connected, or tries to be. */
  get place(): Place {
    return this.#place
  }

  get isConnected(): boolean {
    return this.#socket !== null
  }

  /** Everything that an event asked to be read again has been read. */
  get isWhole(): boolean {
    const { board } = this
    return board !== null && board.staleSetup === null && board.staleColumns.size === 0
  }

  /** What a fresh read says now, in the form of `state`. */
  async fresh(): Promise<unknown> {
    return plain(boardOf(this.options.pipelineId, await this.#read()))
  }

  /** Stops, as a program does that is suspended: it neither reads nor notices that it hears nothing. */
  pause(): void {
    this.#isPaused = true
    this.#socket?.pause()
  }

  resume(): void {
    this.#isPaused = false
    this.#socket?.resume()
  }

  /** The line breaks, without a goodbye. */
  cut(): void {
    this.#socket?.terminate()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true
    clearInterval(this.#watch)
    this.#stop()
    void this.#client.dispose()
    this.#socket?.terminate()
  }

  #connect(): Client {
    const { reader, choose, longestWaitMs = longestWait } = this.options
    const { authorization, ...headers }: Partial<Record<'authorization' | 'cookie', string>> = reader.credentials
    let pong: NodeJS.Timeout | undefined
    let operations = 0
    let line: Line | undefined
    const withHeaders = class extends WebSocket {
      constructor(url: string, protocols: string | string[]) {
        super(url, protocols, {
          headers: 'cookie' in headers ? { ...headers, origin: new URL(url).origin.replace('ws', 'http') } : {},
        })
      }
    }
    return createClient({
      url: () => {
        this.#place = choose()
        return `${this.#place.url.replace('http', 'ws')}/graphql`
      },
      webSocketImpl: withHeaders,
      connectionParams: authorization === undefined ? {} : { authorization },
      generateID: () => String(++operations),
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => !this.#isOver,
      retryWait: (attempt) => {
        // Jittered from the first attempt on: a node that dies must not be followed by all its clients in one moment.
        const most = Math.min(longestWaitMs, shortestWait * 2 ** (attempt + 2))
        return new Promise((resolve) => setTimeout(resolve, shortestWait + Math.random() * (most - shortestWait)))
      },
      keepAlive: pingAfter,
      on: {
        opened: (socket) => {
          this.#socket = socket instanceof WebSocket ? socket : null
        },
        connected: () => {
          this.#heardAt = Date.now()
          line = { openedAt: Date.now(), closedAt: null, code: null }
          this.lines.push(line)
        },
        message: () => {
          this.#heardAt = Date.now()
        },
        ping: (received) => {
          if (!received && !this.#isPaused) pong = setTimeout(() => this.#client.terminate(), pongWithin)
        },
        pong: (received) => {
          if (received) clearTimeout(pong)
        },
        closed: (event) => {
          clearTimeout(pong)
          this.#socket = null
          if (line?.closedAt === null) {
            line.closedAt = Date.now()
            line.code = codeOf(event)
          }
        },
      },
    })
  }

  #subscribe(): void {
    if (this.#isOver) return
    const { pipelineId } = this.options
    const cursor = () => this.#cursor
    const payload = {
      query: feed,
      // The library repeats this object after a reconnect: the cursor is read when it is written, not when it is made.
      variables: {
        id: pipelineId,
        get after() {
          return cursor()
        },
      },
    }
    let isCurrent = true
    const again = (afterMs: number) => {
      if (!isCurrent) return
      isCurrent = false
      setTimeout(() => this.#subscribe(), afterMs)
    }
    const stop = this.#client.subscribe<{ boardEvents: Message }>(payload, {
      next: ({ data, errors }) => {
        if (!isCurrent) return
        // A message with errors is a fault of the server: it is not applied, and the subscription ends after it.
        if (errors || !data) return void this.faults.push(`a message with errors: ${JSON.stringify(errors)}`)
        if (this.#take(data.boardEvents) === 'gap') {
          stop()
          again(0)
        }
      },
      error: (error) => {
        if (this.#isOver) return
        const refusal = refusalOf(error)
        if (refusal !== undefined && !passing.has(refusal)) this.faults.push(`refused: ${refusal}`)
        const code = codeOf(error)
        if (refusal === undefined && code === null) this.faults.push(`the client gave up: ${String(error)}`)
        if (code === 4401 || refusal === 'UNAUTHENTICATED') return
        again(shortestWait + Math.random() * shortestWait)
      },
      complete: () => again(0),
    })
    this.#stop = () => {
      isCurrent = false
      stop()
    }
  }

  #take(message: Message): 'ok' | 'gap' {
    switch (message.__typename) {
      case 'BoardSnapshot':
        this.board = boardOf(this.options.pipelineId, message)
        this.#cursor = message.cursor
        this.applied = []
        this.snapshots++
        return 'ok'
      case 'BoardEvents':
        return this.#apply(message)
      case 'BoardHeartbeat':
        return message.seq > this.seq ? 'gap' : 'ok'
      case 'BoardResync':
        this.#cursor = null
        this.resyncs.push(message.reason)
        return 'ok'
    }
  }

  #apply(message: Extract<Message, { __typename: 'BoardEvents' }>): 'ok' | 'gap' {
    const { board } = this
    if (board === null) return 'ok'
    const result = applyEvents(board, { ...message, events: message.events.map(eventOf) })
    if (result.kind === 'gap') return 'gap'
    if (result.kind === 'dropped') return 'ok'
    const fresh = message.events.filter((event) => event.seq > board.seq)
    this.applied.push(...fresh)
    this.board = result.board
    this.#cursor = message.cursor
    for (const event of fresh) for (const heard of this.onEvent) heard(event)
    if (!this.isWhole && !this.#isReading) void this.#readAgain()
    return 'ok'
  }

  /** Until a page of this very position has been read: one that is ahead waits for the feed, one behind is read again. */
  async #readAgain(): Promise<void> {
    this.#isReading = true
    while (!this.isWhole && !this.#isOver) {
      const isWhole = this.board?.staleSetup !== null
      const stageIds = isWhole ? undefined : [...(this.board?.staleColumns.keys() ?? [])]
      const read = await this.#read(stageIds).catch(() => undefined)
      for (let wait = 0; read !== undefined && read.seq > this.seq && wait < 50; wait++) await soon(20)
      if (read !== undefined && this.board !== null && read.seq === this.seq)
        this.board = withRead(this.board, read, isWhole)
      else await soon(50)
    }
    this.#isReading = false
  }

  async #read(stageIds?: readonly string[]): Promise<SentBoard> {
    const variables = { id: this.options.pipelineId, stageIds: stageIds ?? null }
    const { board } = await gql<{ board: SentBoard }>(this.#place, this.options.reader, boardQuery, variables)
    return board
  }
}

/** Refusals that go by themselves: the database is away, or busy. */
const passing: ReadonlySet<string> = new Set(['SERVICE_UNAVAILABLE', 'TIMEOUT', 'THROTTLED'])

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function refusalOf(error: unknown): string | undefined {
  if (!Array.isArray(error)) return undefined
  const first: unknown = error[0]
  const extensions = typeof first === 'object' && first !== null && 'extensions' in first ? first.extensions : undefined
  return typeof extensions === 'object' && extensions !== null && 'code' in extensions
    ? String(extensions.code)
    : 'UNKNOWN'
}

function codeOf(event: unknown): number | null {
  return typeof event === 'object' && event !== null && 'code' in event && typeof event.code === 'number'
    ? event.code
    : null
}
