/**
 * Looks to graphql like a stream of messages, but yields none: somebody else writes them. It is there to begin when it is
 * first asked, and to end once, from either side. Not an async generator: that would keep a `return` waiting behind the
 * `next` which never comes.
 */
export class SilentStream<Message> implements AsyncIterableIterator<Message, undefined, void> {
  readonly #ended = Promise.withResolvers<void>()
  #state: 'new' | 'begun' | 'ended' = 'new'

  constructor(private readonly on: { begin(): void; end(): void }) {}

  async next(): Promise<IteratorResult<Message, undefined>> {
    if (this.#state === 'new') {
      this.#state = 'begun'
      this.on.begin()
    }
    await this.#ended.promise
    return { done: true, value: undefined }
  }

  async return(): Promise<IteratorResult<Message, undefined>> {
    this.end()
    return { done: true, value: undefined }
  }

  end(): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.on.end()
    this.#ended.resolve()
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
