import type { CellDelta, PipelineId } from '@mekong/domain'
import type { Pool } from 'pg'
import { sqlOn, type Sql } from '../data/sql.ts'
import { transactionsOn } from '../data/transaction.ts'
import { writeTail } from './outbox.ts'
import type { WakeBus } from './wake-bus.ts'

const runEveryMs = 24 * 3_600_000

/**
 * Totals are kept and never counted when they are read. Once a day they are counted all the same; a cell that is wrong,
 * by a fault of ours or by rows that somebody changed past the API, is put right by an event, so that boards that are
 * being watched become right too.
 */
export class Recount {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(
    private readonly pool: Pool,
    private readonly wake: Pick<WakeBus, 'publish'>,
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.#timer = setInterval(() => (this.#running ??= this.#runQuietly()), runEveryMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  /** Gives how many cells were wrong, by board. */
  async run(): Promise<ReadonlyMap<PipelineId, number>> {
    const { rows } = await this.pool.query<{ id: string }>(`select id from pipeline order by id`)
    const wrong = new Map<PipelineId, number>()
    for (const { id } of rows) {
      // One statement sees cards and cells of one moment, so looking needs no lock; only a board that is wrong waits.
      const isRight = (await differences(sqlOn(this.pool), id)).length === 0
      const corrected = isRight ? 0 : await this.#correct(id)
      if (corrected > 0) wrong.set(id, corrected)
    }
    return wrong
  }

  /** Holds the counter first: nothing else of the board commits until its totals are right. */
  async #correct(pipelineId: PipelineId): Promise<number> {
    const corrected = await transactionsOn(this.pool)(async (sql) => {
      await sql.rows(`select 1 from board_feed where pipeline_id = $1 for update`, [pipelineId])
      const deltas = await differences(sql, pipelineId)
      if (deltas.length > 0)
        await writeTail(sql, [{ actorId: null, events: [correction(pipelineId, deltas)], key: null, outcome: null }])
      return deltas.length
    })
    this.wake.publish(`board:${pipelineId}`)
    return corrected
  }

  async #runQuietly(): Promise<void> {
    try {
      for (const [pipelineId, cells] of await this.run())
        this.onFault(new Error(`${cells} kept totals of ${pipelineId} were wrong and have been corrected.`))
    } catch (error) {
      this.onFault(error)
    } finally {
      this.#running = undefined
    }
  }
}

const correction = (pipelineId: PipelineId, deltas: readonly CellDelta[]) => ({
  pipelineId,
  type: 'COLUMNS_CHANGED' as const,
  opportunityId: null,
  opportunityVersion: null,
  clientMutationId: null,
  before: null,
  after: null,
  deltas,
  payload: { touchedStageIds: [...new Set(deltas.map(({ stageId }) => stageId))] },
})

/** What has to be added to the kept cells of a board for them to be what its cards come to. */
const differences = (sql: Sql, pipelineId: PipelineId): Promise<(CellDelta & Record<string, unknown>)[]> =>
  sql.rows(
    `select stage_id as "stageId", nullif(team_id, '') as "teamId", nullif(owner_id, '') as "ownerId", currency,
       sum(n)::integer as n, trim_scale(sum(amount)) as amount, trim_scale(sum(weighted)) as weighted
     from (
       select stage_id, coalesce(team_id, '') as team_id, coalesce(owner_id, '') as owner_id, currency,
         1 as n, coalesce(amount, 0) as amount, coalesce(amount * probability, 0) as weighted
       from opportunity where pipeline_id = $1 and deleted_at is null
       union all
       select stage_id, team_id, owner_id, currency, -n, -amount, -weighted from total_cell where pipeline_id = $1
     ) counted_less_kept
     group by stage_id, team_id, owner_id, currency
     having sum(n) <> 0 or sum(amount) <> 0 or sum(weighted) <> 0`,
    [pipelineId],
  )
