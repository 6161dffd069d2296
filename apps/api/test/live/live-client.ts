import { once } from 'node:events'
import WebSocket from 'ws'
import { applyEvents, type Board } from '@mekong/domain'
import type { App } from '../../src/app.ts'
import { gql, socketUrl } from '../client.ts'
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
} from './board-wire.ts'
import { until } from './until.ts'

type Reader = Pick<Person, 'credentials'>

/** A client of one board over a real socket, which keeps the protocol by the domain's own functions. */
export class LiveClient implements AsyncDisposable {
  board: Board<ApiCard> | null = null
  cursor: string | null = null
  readonly messages: Message[] = []
  /** Errors by which subscribing was refused. */
  errors: readonly { readonly extensions: { readonly code: string } }[] = []
  isComplete = false
  closed: { readonly code: number; readonly reason: string } | null = null
  /** Events that were applied, each once. */
  readonly applied: SentEvent[] = []
  #socket: WebSocket | null = null
  #isAcknowledged = false
  #operations = 0

  constructor(
    private app: Pick<App, 'url'>,
    private readonly reader: Reader,
    readonly pipelineId: string,
  ) {}

  /** Connected, with its first message. */
  static async on(app: Pick<App, 'url'>, reader: Reader, pipelineId: string): Promise<LiveClient> {
    const client = new LiveClient(app, reader, pipelineId)
    await client.connect()
    await until('the first message', () => client.messages.length > 0)
    return client
  }

  get seq(): number {
    return this.board?.seq ?? -1
  }

  get socket(): WebSocket {
    if (this.#socket === null) throw new Error('not connected')
    return this.#socket
  }

  /** Opens a socket and subscribes: after the last cursor, or anew. */
  async connect(app = this.app): Promise<void> {
    this.app = app
    const { authorization, ...headers }: Partial<Record<'authorization' | 'cookie', string>> = this.reader.credentials
    const socket = new WebSocket(socketUrl(app), 'graphql-transport-ws', { headers: { ...headers, origin: app.url } })
    this.#socket = socket
    this.closed = null
    this.#isAcknowledged = false
    socket.on('error', () => {})
    socket.on('close', (code, reason) => {
      if (this.#socket === socket) this.closed = { code, reason: String(reason) }
    })
    socket.on('message', (data) => {
      if (this.#socket === socket) this.#hear(JSON.parse(String(data)))
    })
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { ...(authorization && { authorization }) } }))
    await until('the socket is acknowledged or closed', () => this.#isAcknowledged || this.closed !== null)
    if (this.closed === null) this.subscribe()
  }

  subscribe(after = this.cursor): void {
    this.isComplete = false
    this.errors = []
    this.#operations++
    this.socket.send(
      JSON.stringify({
        id: String(this.#operations),
        type: 'subscribe',
        payload: { query: feed, variables: { id: this.pipelineId, after } },
      }),
    )
  }

  unsubscribe(): void {
    this.socket.send(JSON.stringify({ id: String(this.#operations), type: 'complete' }))
  }

  /** The network is gone, without a goodbye. */
  cut(): void {
    this.socket.terminate()
    this.#socket = null
  }

  /** Has everything up to a seq, re-reads included. */
  async reaches(seq: number, withinMs?: number): Promise<void> {
    await until(`seq ${seq} is reached (now ${this.seq})`, () => this.seq >= seq, withinMs)
    for (let round = 0; this.board && (this.board.staleSetup !== null || this.board.staleColumns.size > 0); round++) {
      if (round > 200) throw new Error('What was to be read again never fitted.')
      await this.#readAgain(this.board)
    }
  }

  /** What a fresh read says now, in the form of `state`. */
  async fresh(): Promise<unknown> {
    return plain(boardOf(this.pipelineId, await this.#read()))
  }

  get state(): unknown {
    return plain(this.board)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket?.terminate()
    this.#socket = null
  }

  #hear(envelope: { type: string; id?: string; payload?: unknown }): void {
    if (envelope.type === 'connection_ack') this.#isAcknowledged = true
    if (envelope.type === 'ping') return this.socket.send(JSON.stringify({ type: 'pong' }))
    if (envelope.id !== String(this.#operations)) return
    if (envelope.type === 'complete') this.isComplete = true
    // The shapes are those of the query above, which the server has validated.
    if (envelope.type === 'error') this.errors = envelope.payload as LiveClient['errors']
    if (envelope.type === 'next')
      this.#take(envelope.payload as { data: { boardEvents: Message } | null; errors?: unknown })
  }

  #take({ data, errors }: { data: { boardEvents: Message } | null; errors?: unknown }): void {
    if (!data || errors) throw new Error(`The feed failed: ${JSON.stringify(errors)}`)
    const message = data.boardEvents
    this.messages.push(message)
    switch (message.__typename) {
      case 'BoardSnapshot':
        this.board = boardOf(this.pipelineId, message)
        this.cursor = message.cursor
        return
      case 'BoardEvents':
        return this.#apply(message)
      case 'BoardHeartbeat':
        if (message.seq > this.seq) throw new Error(`A heartbeat at ${message.seq} is ahead of ${this.seq}.`)
        return
      case 'BoardResync':
        this.cursor = null
        return
    }
  }

  #apply(message: Extract<Message, { __typename: 'BoardEvents' }>): void {
    // Whoever was only given a cursor listens, without a board.
    if (this.board === null) return
    const { seq } = this.board
    const result = applyEvents(this.board, { ...message, events: message.events.map(eventOf) })
    if (result.kind === 'gap') throw new Error(`${message.fromSeq} came after ${seq}: something was lost.`)
    if (result.kind !== 'applied') return
    this.applied.push(...message.events.filter((event) => event.seq > seq))
    this.board = result.board
    this.cursor = message.cursor
  }

  async #read(stageIds?: readonly string[]): Promise<SentBoard> {
    const variables = { id: this.pipelineId, stageIds: stageIds ?? null }
    const { board } = await gql<{ board: SentBoard }>(this.app, this.reader, boardQuery, variables)
    return board
  }

  /** As protocol.md asks: a page has a position, and joins only there. */
  async #readAgain(board: Board<ApiCard>): Promise<void> {
    const read = await this.#read(board.staleSetup === null ? [...board.staleColumns.keys()] : undefined)
    if (read.seq > this.seq) await until(`the feed reaches the page at ${read.seq}`, () => this.seq >= read.seq)
    if (this.board === null || this.seq !== read.seq) return
    this.board = withRead(this.board, read, board.staleSetup !== null)
  }
}
