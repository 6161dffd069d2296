import type { PipelineId } from '@mekong/domain'
import type { Pool } from 'pg'

/** What an answer about a board follows from: while none of the three moves, the answer stays true. */
const versions = `
  select f.pipeline_id as id, concat_ws(':', m.epoch, f.seq, n.version) as version
  from board_feed f, feed_meta m, names_version n where f.pipeline_id = any($1)`

interface Waiting {
  readonly pipelineId: PipelineId
  readonly settle: (version: string | null) => void
  readonly fail: (error: unknown) => void
}

/**
 * Reads where boards stand. Who asks while a statement runs waits for the next one, which then answers all of them: a
 * statement that was sent before the question could be older than what the asker knows to be written.
 */
export class BoardVersions {
  #waiting: Waiting[] = []
  #isReading = false

  constructor(private readonly pool: Pool) {}

  /** Null: there is no such board. */
  of(pipelineId: PipelineId): Promise<string | null> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ pipelineId, settle, fail })
      if (!this.#isReading) void this.#read()
    })
  }

  async #read(): Promise<void> {
    this.#isReading = true
    while (this.#waiting.length > 0) {
      const asking = this.#waiting
      this.#waiting = []
      try {
        const ids = [...new Set(asking.map(({ pipelineId }) => pipelineId))]
        const { rows } = await this.pool.query<{ id: string; version: string }>({
          name: 'board-versions',
          text: versions,
          values: [ids],
        })
        const found = new Map(rows.map(({ id, version }) => [id, version]))
        for (const { pipelineId, settle } of asking) settle(found.get(pipelineId) ?? null)
      } catch (error) {
        for (const { fail } of asking) fail(error)
      }
    }
    this.#isReading = false
  }
}
