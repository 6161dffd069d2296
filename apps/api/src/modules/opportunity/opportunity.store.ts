import {
  instant,
  type Instant,
  type Opportunity,
  type PipelineId,
  type Ranked,
  type Scope,
  type StageId,
} from '@mekong/domain'
import { paramsFrom, type Sql } from '../../data/sql.ts'
import { columnOf, opportunityColumns, opportunityOf, type OpportunityRow } from './opportunity.row.ts'
import { visibleTo } from './visibility.ts'

type Row = OpportunityRow & Record<string, unknown>

/** Cards that nobody else can change until this transaction ends, and the moment from which that is so. */
export interface LockedCards {
  get(id: string): Opportunity | undefined
  readonly now: Instant
}

const fields = Object.keys(columnOf) as (keyof Opportunity)[]

/** Opportunities as rows: every statement that reads or writes single ones. */
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
   * entered its stage: whoever waited for a lock acts later than the one who held it.
   */
  async lock(ids: readonly string[]): Promise<LockedCards> {
    const rows = await this.sql.rows<Row & { clock: Date }>(
      `with locked as materialized (
         select * from opportunity where id = any($1) order by id for update
       )
       select ${opportunityColumns('locked')},
         date_trunc('milliseconds', greatest(clock_timestamp(), max(locked.stage_entered_at) over ())) as clock
       from locked`,
      [ids],
    )
    const cards = new Map(rows.map((row) => [row.id, opportunityOf(row)]))
    return { get: (id) => cards.get(id), now: instant(rows[0]?.clock ?? new Date(0)) }
  }

  async insert(opportunity: Opportunity): Promise<void> {
    await this.sql.rows(
      `insert into opportunity (${fields.map((field) => columnOf[field]).join(', ')})
       values (${fields.map((_, at) => `$${at + 1}`).join(', ')})`,
      fields.map((field) => opportunity[field]),
    )
  }

  /** Writes what differs. The version is checked once more, although the row is locked: it costs nothing. */
  async update(before: Opportunity, after: Opportunity): Promise<void> {
    const params = paramsFrom(before.id, before.version)
    const changed = fields.filter((field) => !isSame(before[field], after[field]))
    if (changed.length === 0) return
    const assignments = changed.map((field) => `${columnOf[field]} = ${params.add(after[field])}`)
    const count = await this.sql.count(
      `update opportunity set ${assignments.join(', ')} where id = $1 and version = $2`,
      params.values,
    )
    if (count !== 1) throw new Error(`Opportunity ${before.id} changed under its lock.`)
  }

  /** New ranks for cards of one column; one that has left it meanwhile keeps the rank that it got elsewhere. */
  async rerank(stageId: StageId, ranked: readonly Ranked[]): Promise<void> {
    if (ranked.length === 0) return
    await this.sql.rows(
      `update opportunity o set rank = r.rank from unnest($2::text[], $3::bigint[]) as r (id, rank)
       where o.id = r.id and o.stage_id = $1`,
      [stageId, ranked.map(({ id }) => id), ranked.map(({ rank }) => rank)],
    )
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

const isSame = (a: Opportunity[keyof Opportunity], b: Opportunity[keyof Opportunity]): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => value === b[at]))
