import { execute, type ExecutionResult } from 'graphql'
import { scopeOf, type Scope } from '@mekong/domain'
import type { Context } from '../http/context.ts'
import type { Loaders } from '../http/loaders.ts'
import { Frame } from './frame.ts'
import type { BoardMessage } from '../modules/board/board-message.ts'
import { readerClass } from './reader-class.ts'
import type { Selection } from './selection.ts'
import { isFollowing, type Subscriber } from './subscriber.ts'

const keptBytes = 64 * 1024

/** Codes of errors that go by themselves. To send a message with holes where it could not be read would be a lie. */
const passing: ReadonlySet<unknown> = new Set(['SERVICE_UNAVAILABLE', 'TIMEOUT'])

/** How messages become results: in a context of their own, since they are made for a class and for no single request. */
export interface Rendering {
  /** A set for what several classes ask for at one time: each row of it is read once. */
  loaders(): Loaders
  contextFor(context: Context, loaders: Loaders): Context
  /** Masks errors, as every way out of the server does. */
  finish(result: ExecutionResult, context: Context): ExecutionResult
}

/**
 * A class of subscribers of one board: whatever is told to one reads the same for all, but for the reader's half of a
 * cursor. So each message is executed and encoded once for all of them.
 */
export class View {
  readonly scope: Scope
  readonly subscribers = new Set<Subscriber>()
  /** Followers have been sent everything up to here. */
  sent: number
  /** The feed has been looked through up to here; what lies between `sent` and this is hidden from the class. */
  seen: number
  isAdvancing = false
  isHeartbeatDue = false
  isFlushDue = false
  flushTimer: NodeJS.Timeout | undefined
  retryTimer: NodeJS.Timeout | undefined
  snapshot: Promise<{ frame: Frame; seq: number | undefined }> | undefined
  readonly #pages = new Map<number, { frame: Frame; toSeq: number }>()
  #pageBytes = 0

  constructor(
    readonly key: string,
    head: number,
    private readonly selection: Selection,
    private readonly context: Context,
    private readonly rendering: Rendering,
  ) {
    this.sent = head
    this.seen = head
    this.scope = scopeOf(context.caller.actor)
  }

  static keyOf({ caller, locale }: Context, selection: Selection): string {
    return `${readerClass(caller, locale)} ${selection.key}`
  }

  /** Fails when something could not be read now; other errors are in the frame, as in any answer. */
  async render(message: BoardMessage, loaders: Loaders): Promise<Frame> {
    const context = this.rendering.contextFor(this.context, loaders)
    const executed = execute({ ...this.selection.args, rootValue: message, contextValue: context })
    const result = this.rendering.finish(await executed, context)
    const codes = result.errors?.map(({ extensions }) => extensions['code']) ?? []
    if (codes.some((code) => passing.has(code))) throw new Error(`A message could not be made now: ${codes.join(', ')}`)
    return new Frame(JSON.stringify(result), codes.length > 0)
  }

  get hasFollowers(): boolean {
    for (const subscriber of this.subscribers) if (isFollowing(subscriber)) return true
    return false
  }

  /** Nobody is left. */
  close(): void {
    clearTimeout(this.flushTimer)
    clearTimeout(this.retryTimer)
  }

  /** Keeps what was sent for a while: whoever of the class lags a little gets the same bytes. */
  keep(fromSeq: number, toSeq: number, frame: Frame): void {
    if (this.subscribers.size < 2) return
    this.#pages.set(fromSeq, { frame, toSeq })
    this.#pageBytes += frame.bytes
    for (const [oldest, page] of this.#pages) {
      if (this.#pageBytes <= keptBytes) break
      this.#pages.delete(oldest)
      this.#pageBytes -= page.frame.bytes
    }
  }

  kept(fromSeq: number): { frame: Frame; toSeq: number } | undefined {
    return this.#pages.get(fromSeq)
  }
}
