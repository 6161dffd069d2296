import { isId, scopeOf, type PipelineId } from '@mekong/domain'
import type { Context } from '../../http/context.ts'
import { ApiError } from '../../http/errors.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import type { BoardPresence } from './presence.object.ts'

/** Who is on a board now, and again whenever that changes for this reader, until their rights do. */
export async function watchPresence(context: Context, pipelineId: PipelineId): Promise<PresenceStream> {
  const { sql, presence, rights } = context.services
  const [pipeline] = isId('pipeline', pipelineId) ? await new PipelineStore(sql).pipelines([pipelineId]) : []
  if (!pipeline) throw new ApiError('NOT_FOUND')
  const scope = scopeOf(context.caller.actor)
  const stream: PresenceStream = new PresenceStream(
    () => ({ people: presence.of(pipelineId, scope) }),
    () => {
      unwatch()
      release()
    },
  )
  const unwatch = presence.watch(pipelineId, () => stream.changed())
  const release = rights.watch({ caller: context.caller, changed: () => stream.end(), revoked: () => stream.end() })
  return stream
}

/** Only the latest counts: a slow reader skips what was in between. */
export class PresenceStream implements AsyncIterableIterator<BoardPresence, undefined, void> {
  #sent = ''
  #isEnded = false
  #wake = () => {}

  constructor(
    private readonly read: () => BoardPresence,
    private readonly onEnd: () => void,
  ) {}

  changed(): void {
    this.#wake()
  }

  async next(): Promise<IteratorResult<BoardPresence, undefined>> {
    while (!this.#isEnded) {
      const presence = this.read()
      const text = JSON.stringify(presence)
      if (text !== this.#sent) {
        this.#sent = text
        return { done: false, value: presence }
      }
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    return { done: true, value: undefined }
  }

  async return(): Promise<IteratorResult<BoardPresence, undefined>> {
    this.end()
    return { done: true, value: undefined }
  }

  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.onEnd()
    this.#wake()
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
