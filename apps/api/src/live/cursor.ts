import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PipelineId, UserId } from '@mekong/domain'
import type { Caller } from '../http/context.ts'
import type { ResyncReason } from '../modules/board/board-message.ts'

/** Where in which board's feed; `epoch` is the life of the database in which the seq was counted. */
export interface Position {
  readonly epoch: string
  readonly pipelineId: PipelineId
  readonly seq: number
}

/** Whose cursor, under which version of their rights. */
export interface Reader {
  readonly userId: UserId
  readonly aclVersion: number
}

/** A key reads as its owner: its cursors are theirs. */
export const readerOf = ({ actor, aclVersion }: Pick<Caller, 'actor' | 'aclVersion'>): Reader => ({
  userId: actor.userId,
  aclVersion,
})

/** What the board's feed holds at the moment of asking. */
export interface FeedState {
  readonly epoch: string
  readonly head: number
  readonly minSeq: number
}

export type Resumed =
  | { readonly kind: 'resumed'; readonly seq: number }
  | { readonly kind: 'refused'; readonly reason: ResyncReason }

/** As many base64url characters as 16 bytes of a MAC take. */
const macLength = 22
const longest = 400

/**
 * Cursors are two signed halves, `reader.position`: a message to a thousand readers carries one position, signed once,
 * and only the readers' halves differ, each signed once a subscription. Halves of different cursors may be put together;
 * that says no more than "this reader, at that point", and both were told so by us.
 */
export class Cursors {
  readonly #secret: string

  constructor(secret: string) {
    this.#secret = secret
  }

  of(reader: Reader, position: Position): string {
    return `${this.readerHalf(reader)}.${this.positionHalf(position)}`
  }

  readerHalf({ userId, aclVersion }: Reader): string {
    return this.#sign('reader', `${userId} ${aclVersion}`)
  }

  positionHalf({ epoch, pipelineId, seq }: Position): string {
    return this.#sign('position', `${shortEpoch(epoch)} ${pipelineId} ${seq}`)
  }

  /** Where a reader goes on from with a cursor, or why not: invariants C1 and C2 of docs/protocol.md. */
  resume(cursor: string, reader: Reader, pipelineId: PipelineId, state: FeedState, furthest = Infinity): Resumed {
    const read = this.#read(cursor)
    if (read === undefined || read.pipelineId !== pipelineId || read.userId !== reader.userId)
      return refused('INVALID_CURSOR')
    if (read.epoch !== shortEpoch(state.epoch)) return refused('EPOCH')
    if (read.aclVersion !== reader.aclVersion) return refused('ACL_CHANGED')
    if (read.seq > state.head) return refused('INVALID_CURSOR')
    if (read.seq + 1 < state.minSeq) return refused('RETENTION')
    if (state.head - read.seq > furthest) return refused('TOO_FAR_BEHIND')
    return { kind: 'resumed', seq: read.seq }
  }

  #read(cursor: string): (Position & Reader) | undefined {
    if (cursor.length > longest) return undefined
    const [readerHalf = '', positionHalf = '', ...rest] = cursor.split('.')
    const reader = this.#verify('reader', readerHalf)
    const position = this.#verify('position', positionHalf)
    if (reader === undefined || position === undefined || rest.length > 0) return undefined
    const [userId = '', aclVersion] = reader.split(' ')
    const [epoch = '', pipelineId = '', seq] = position.split(' ')
    return { userId, aclVersion: Number(aclVersion), epoch, pipelineId, seq: Number(seq) }
  }

  #sign(half: 'reader' | 'position', text: string): string {
    const body = Buffer.from(text).toString('base64url')
    return body + this.#mac(half, body)
  }

  /** The MAC is over the encoded text, and compared as text: of several encodings of the same bytes only ours is good. */
  #verify(half: 'reader' | 'position', signed: string): string | undefined {
    const body = signed.slice(0, -macLength)
    const given = Buffer.from(signed.slice(-macLength))
    const right = Buffer.from(this.#mac(half, body))
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
    return Buffer.from(body, 'base64url').toString()
  }

  #mac(half: 'reader' | 'position', body: string): string {
    return createHmac('sha256', this.#secret).update(`${half} ${body}`).digest('base64url').slice(0, macLength)
  }
}

const refused = (reason: ResyncReason): Resumed => ({ kind: 'refused', reason })

/** Enough to tell the lives of one database apart. */
const shortEpoch = (epoch: string): string => epoch.slice(0, 8)
