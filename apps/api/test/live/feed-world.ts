import {
  applyEvents,
  apply,
  mergePage,
  type Board,
  type BoardEvents,
  type Opportunity,
  type Scope,
  type StageId,
} from '@mekong/domain'
import { ModelBoard, makePipeline, perform, type ModelCommand } from '@mekong/domain/testing'
import { Cursors, type FeedState } from '../../src/live/cursor.ts'

/** What keeps boards equal. Each can be switched off, to see that the tests would notice. */
export interface Guards {
  /** The client drops what it knows, applies what joins on and resumes where something is missing. */
  readonly cursorCheck: boolean
  /** The same key takes effect once. */
  readonly idempotency: boolean
  /** A cursor is void, and a subscription ends, when its reader's rights have changed. */
  readonly aclEpoch: boolean
  /** Counter and cards of a snapshot are of one moment. */
  readonly oneStatementSnapshot: boolean
  /** A change gets its number when it commits, not when it begins. */
  readonly lateCounter: boolean
}

export const allGuards: Guards = {
  cursorCheck: true,
  idempotency: true,
  aclEpoch: true,
  oneStatementSnapshot: true,
  lateCounter: true,
}

/** What happens in the world; numbers are taken modulo what is there, so that any sequence makes sense. */
export type Step =
  | { readonly kind: 'begin'; readonly client: number; readonly command: ModelCommand }
  | { readonly kind: 'commit'; readonly which: number; readonly isReplyLost: boolean }
  | { readonly kind: 'send'; readonly client: number }
  | { readonly kind: 'arrive'; readonly client: number }
  | { readonly kind: 'lose' | 'double' | 'swap'; readonly client: number; readonly which: number }
  | { readonly kind: 'cut' | 'connect' | 'heartbeat' | 'retry'; readonly client: number }
  | { readonly kind: 'forget'; readonly keep: number }
  | { readonly kind: 'new rights'; readonly client: number; readonly scope: Scope }

interface Write {
  readonly key: string
  readonly client: Client
  readonly command: ModelCommand
  /** Known from the beginning only when the counter is taken early. */
  readonly seqs: readonly number[] | null
}

type Board_ = Board<Opportunity>

interface Client {
  readonly userId: string
  scope: Scope
  aclVersion: number
  board: Board_ | null
  /** Of the last message that was applied. */
  cursor: string | null
  /** The server's side of the subscription; null: not connected. */
  subscription: { scope: Scope; aclVersion: number; sent: number } | null
  /** On the way to the client. */
  readonly wire: (BoardEvents<Opportunity> & { readonly cursor: string })[]
  /** Writes whose answer never came: sent again with the same key. */
  readonly unanswered: Write[]
}

const pipelineId = 'pip_model'
const snapshotLag = 2

/**
 * A board's server and its clients, with everything that can go wrong between them. The board and its cut to a reader,
 * the client's rule and the cursors are the real ones; network, commits and memory are played.
 */
export class FeedWorld {
  readonly board = new ModelBoard(makePipeline().stages)
  readonly clients: readonly Client[]
  readonly #cursors = new Cursors('model')
  readonly #writing: Write[] = []
  readonly #effects = new Map<string, number>()
  readonly #uncommitted = new Set<number>()
  #minSeq = 1
  #keys = 0

  constructor(
    private readonly guards: Guards,
    scopes: readonly Scope[],
  ) {
    this.clients = scopes.map((scope, at) => ({
      userId: `usr_${at}`,
      scope,
      aclVersion: 1,
      board: null,
      cursor: null,
      subscription: null,
      wire: [],
      unanswered: [],
    }))
  }

  take(step: Step): void {
    if (step.kind === 'commit') return this.#commit(step)
    if (step.kind === 'forget') {
      this.#minSeq = Math.max(this.#minSeq, this.board.seq - step.keep)
      return
    }
    const client = this.clients[step.client % this.clients.length]
    if (!client) return
    switch (step.kind) {
      case 'begin':
        return this.#begin(client, step.command)
      case 'send':
        return this.#send(client)
      case 'arrive':
        return this.#arrive(client)
      case 'lose':
        client.wire.splice(step.which % (client.wire.length || 1), 1)
        return
      case 'double':
        return double(client.wire, step.which)
      case 'swap':
        return swap(client.wire, step.which)
      case 'cut':
        client.subscription = null
        return
      case 'connect':
        return this.#connect(client)
      case 'heartbeat':
        return this.#heartbeat(client)
      case 'retry':
        return this.#retry(client)
      case 'new rights':
        return this.#changeRights(client, step.scope)
    }
  }

  /** Everything that is under way ends well: first all writes, then all that is told of them. */
  settle(): void {
    while (this.#writing.length > 0) this.#commit({ which: 0, isReplyLost: false })
    for (const client of this.clients) while (client.unanswered.length > 0) this.#retry(client)
    for (const client of this.clients) {
      if (client.subscription === null) this.#connect(client)
      // Once more after a heartbeat, which reveals what was lost on the way.
      for (let round = 0; round < 2; round++) {
        this.#send(client)
        while (client.wire.length > 0) this.#arrive(client)
        this.#heartbeat(client)
      }
      this.#send(client)
      while (client.wire.length > 0) this.#arrive(client)
    }
  }

  /** The clients whose board is not what a fresh snapshot says, and the writes that took effect more than once. */
  faults(): readonly string[] {
    const diverged = this.clients.flatMap((client) =>
      JSON.stringify(plain(client.board)) === JSON.stringify(plain(this.board.snapshot(client.scope)))
        ? []
        : [`${client.userId} diverged`],
    )
    const doubled = [...this.#effects].flatMap(([key, times]) =>
      times > 1 ? [`${key} took effect ${times} times`] : [],
    )
    return [...diverged, ...doubled]
  }

  #begin(client: Client, command: ModelCommand): void {
    this.#start({ key: `key ${++this.#keys}`, client, command, seqs: null })
  }

  #start(write: Write): void {
    if (this.guards.idempotency && this.#effects.has(write.key)) return
    // A key that is being written makes the second writer wait, and then it is known.
    if (this.guards.idempotency && this.#writing.some(({ key }) => key === write.key)) return
    this.#writing.push(this.guards.lateCounter ? write : { ...write, seqs: this.#perform(write) })
  }

  #perform({ command, key }: Write): readonly number[] {
    const before = this.board.seq
    perform(this.board, command)
    const seqs = Array.from({ length: this.board.seq - before }, (_, at) => before + 1 + at)
    if (seqs.length > 0) this.#effects.set(key, (this.#effects.get(key) ?? 0) + 1)
    for (const seq of this.guards.lateCounter ? [] : seqs) this.#uncommitted.add(seq)
    return seqs
  }

  #commit({ which, isReplyLost }: { which: number; isReplyLost: boolean }): void {
    const [write] = this.#writing.splice(which % (this.#writing.length || 1), 1)
    if (!write) return
    for (const seq of write.seqs ?? this.#perform(write)) this.#uncommitted.delete(seq)
    if (isReplyLost) write.client.unanswered.push(write)
  }

  #retry(client: Client): void {
    const write = client.unanswered.shift()
    if (write) this.#start({ ...write, seqs: null })
    while (this.#writing.some(({ key }) => key === write?.key))
      this.#commit({ which: this.#writing.findIndex(({ key }) => key === write?.key), isReplyLost: false })
  }

  /** With or without a cursor, as a client comes. */
  #connect(client: Client): void {
    const { scope, aclVersion, userId } = client
    const isFresh = client.cursor === null || client.board === null || client.board.staleSetup !== null
    const resumed = isFresh ? null : this.#resume(client)
    if (resumed?.kind === 'resumed') client.subscription = { scope, aclVersion, sent: resumed.seq }
    else {
      client.board = this.#snapshot(scope)
      client.cursor = this.#cursors.of({ userId, aclVersion }, { epoch: 'one', pipelineId, seq: client.board.seq })
      client.subscription = { scope, aclVersion, sent: client.board.seq }
    }
  }

  #resume({ cursor, userId, aclVersion }: Client) {
    const resumed = this.#cursors.resume(cursor ?? '', { userId, aclVersion }, pipelineId, this.#state)
    if (this.guards.aclEpoch || resumed.kind === 'resumed' || resumed.reason !== 'ACL_CHANGED') return resumed
    // As if a cursor said nothing of rights.
    const older = Array.from({ length: aclVersion }, (_, version) =>
      this.#cursors.resume(cursor ?? '', { userId, aclVersion: version }, pipelineId, this.#state),
    )
    return older.find(({ kind }) => kind === 'resumed') ?? resumed
  }

  get #state(): FeedState {
    return { epoch: 'one', head: this.board.seq, minSeq: this.#minSeq }
  }

  #snapshot(scope: Scope): Board_ {
    // With the counter taken early, rows that are not committed are in nobody's snapshot.
    const upTo = Math.min(this.board.seq, ...[...this.#uncommitted].map((seq) => seq - 1))
    if (this.guards.oneStatementSnapshot) return this.board.snapshot(scope, Infinity, upTo)
    return { ...this.board.snapshot(scope, Infinity, Math.max(0, upTo - snapshotLag)), seq: upTo }
  }

  #send({ subscription, userId, wire }: Client): void {
    if (subscription === null || subscription.sent >= this.board.seq) return
    const upTo = this.#lastCommitted
    if (subscription.sent >= upTo) return
    const { scope, aclVersion, sent } = subscription
    const { events, ...range } = this.board.message(scope, sent, upTo)
    const cursor = this.#cursors.of({ userId, aclVersion }, { epoch: 'one', pipelineId, seq: upTo })
    wire.push({ ...range, events: events.filter(({ seq }) => !this.#uncommitted.has(seq)), cursor })
    subscription.sent = upTo
  }

  /** The largest number that anybody can see. */
  get #lastCommitted(): number {
    let seq = this.board.seq
    while (this.#uncommitted.has(seq)) seq--
    return seq
  }

  #arrive(client: Client): void {
    const message = client.wire.shift()
    if (!message || client.board === null) return
    if (!this.guards.cursorCheck) {
      const events = message.events.reduce(
        (board, event) => apply({ ...board, seq: event.seq - 1 }, event),
        client.board,
      )
      client.board = { ...events, seq: Math.max(client.board.seq, message.toSeq) }
    } else {
      const applied = applyEvents(client.board, message)
      if (applied.kind === 'dropped') return
      if (applied.kind === 'gap') return this.#reconnect(client)
      client.board = applied.board
    }
    client.cursor = message.cursor
    this.#readAgain(client)
  }

  #reconnect(client: Client): void {
    client.subscription = null
    this.#connect(client)
  }

  /** A heartbeat is sent to whoever was sent everything; ahead of the client it reveals a loss. */
  #heartbeat(client: Client): void {
    const { subscription, board } = client
    if (subscription === null || board === null || subscription.sent !== this.board.seq) return
    if (this.guards.cursorCheck && board.seq < subscription.sent) this.#reconnect(client)
  }

  /** What events asked to be read again: single columns, or all of it when stages changed. */
  #readAgain(client: Client): void {
    if (client.board === null) return
    if (client.board.staleSetup !== null) return this.#reconnect(client)
    for (const stageId of client.board.staleColumns.keys()) this.#readColumn(client, stageId)
  }

  #readColumn(client: Client, stageId: StageId): void {
    if (client.board === null) return
    const page = this.board.page(client.scope, stageId, { part: 'head' }, Infinity)
    const merged = mergePage(client.board, page)
    // Ahead of the feed: everything up to it is on its way, and asks for the page again.
    if (merged.kind === 'merged') client.board = merged.board
  }

  #changeRights(client: Client, scope: Scope): void {
    client.scope = scope
    client.aclVersion++
    if (client.subscription === null) return
    if (this.guards.aclEpoch) client.subscription = null
    else client.subscription = { ...client.subscription, scope, aclVersion: client.aclVersion }
  }
}

function double<T>(wire: T[], which: number): void {
  const at = which % (wire.length || 1)
  const message = wire[at]
  if (message !== undefined) wire.splice(at, 0, message)
}

function swap<T>(wire: T[], which: number): void {
  const at = which % (wire.length || 1)
  const [first, second] = [wire[at], wire[at + 1]]
  if (first !== undefined && second !== undefined) wire.splice(at, 2, second, first)
}

/** What a reader sees of a board, in a form that compares. Columns without a stage any more show nothing. */
const plain = (board: Board_ | null) =>
  board && {
    seq: board.seq,
    columns: [...board.columns.values()]
      .filter(({ cards, totals }) => cards.length > 0 || totals.count > 0)
      .map(({ stageId, totals, cards }) => ({
        stageId,
        totals,
        cards: cards.map((card) => Object.entries(card).toSorted()),
      }))
      .toSorted((a, b) => (a.stageId < b.stageId ? -1 : 1)),
  }
