import type { PipelineId } from '@mekong/domain'
import type { Pool } from 'pg'

/** What an answer about a board follows from: while neither moves, the answer stays true. */
export interface BoardVersion {
  /** Of everything that boards show of others, in this life of the database. */
  readonly names: string
  /** The board's counter. */
  readonly seq: string
}

const versions = `
  select f.pipeline_id as id, concat_ws(':', m.epoch, n.version) as names, f.seq
  from board_feed f, feed_meta m, names_version n where f.pipeline_id = any($1)`

interface Waiting {
  readonly pipelineId: PipelineId
  readonly settle: (version: BoardVersion | null) => void
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
  of(pipelineId: PipelineId): Promise<BoardVersion | null> {
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
        const { rows } = await this.pool.query<BoardVersion & { id: string }>({
          name: 'board-versions',
          text: versions,
          values: [ids],
        })
        const found = new Map(rows.map((row) => [row.id, row]))
        for (const { pipelineId, settle } of asking) settle(found.get(pipelineId) ?? null)
      } catch (error) {
        for (const { fail } of asking) fail(error)
      }
    }
    this.#isReading = false
  }
}
