import { instant, type Instant, type Opportunity, type PipelineId, type Scope } from '@mekong/domain'
import { paramsFrom, type Sql } from '../../data/sql.ts'
import { opportunityColumns, opportunityOf, type OpportunityRow } from './opportunity.row.ts'
import { visibleTo } from './visibility.ts'

type Row = OpportunityRow & Record<string, unknown>

const unless = { wait: '', skip: 'skip locked', lose: 'nowait' } as const

/** Cards that nobody else can change until this transaction ends, and the moment from which that is so. */
export interface LockedCards {
  get(id: string): Opportunity | undefined
  readonly now: Instant
}

/** Opportunities as rows: statements that read and lock them; `write-change.ts` writes. */
export class OpportunityStore {
  constructor(private readonly sql: Sql) {}

  /** Those of the ids that this reader sees, deleted ones left out. */
  async visible(ids: readonly string[], scope: Scope): Promise<Opportunity[]> {
    const params = paramsFrom(ids)
    const rows = await this.sql.rows<Row>(
      `select ${opportunityColumns('o')} from opportunity o
       where o.id = any($1) and o.deleted_at is null and ${visibleTo(scope, 'o', params)}`,
      params.values,
    )
    return rows.map(opportunityOf)
  }

  /** As it is committed now, deleted or not, unlocked: it may change until it is locked. */
  async peek(id: string): Promise<Opportunity | undefined> {
    const rows = await this.sql.rows<Row>(`select ${opportunityColumns('o')} from opportunity o where o.id = $1`, [id])
    return rows.map(opportunityOf)[0]
  }

  /**
   * Locks cards in the order of their ids. The clock is read after the last lock was got, and never before a card
   * entered its stage: whoever waited for a lock acts later than the one who held it. What somebody else holds can be
   * waited for, left out, or be a lost race.
   */
  async lock(ids: readonly string[], ifHeld: 'wait' | 'skip' | 'lose' = 'wait'): Promise<LockedCards> {
    if (ids.length === 0) return { get: () => undefined, now: instant(new Date(0)) }
    const rows = await this.sql.rows<Row & { clock: Date }>(
      `with locked as materialized (
         select * from opportunity where id = any($1) order by id for update ${unless[ifHeld]}
       )
       select ${opportunityColumns('locked')},
         date_trunc('milliseconds', greatest(clock_timestamp(), max(locked.stage_entered_at) over ())) as clock
       from locked`,
      [ids],
    )
    const cards = new Map(rows.map((row) => [row.id, opportunityOf(row)]))
    return { get: (id) => cards.get(id), now: instant(rows[0]?.clock ?? new Date(0)) }
  }

  /** How far a board has got. */
  async headOf(pipelineId: PipelineId): Promise<number> {
    const [row] = await this.sql.rows<{ seq: string }>(`select seq from board_feed where pipeline_id = $1`, [
      pipelineId,
    ])
    return Number(row?.seq ?? 0)
  }

  async hasExternalId(externalId: string): Promise<boolean> {
    return (await this.sql.rows(`select 1 from opportunity where external_id = $1`, [externalId])).length > 0
  }
}
