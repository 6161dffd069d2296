import { changesBetween, type HistoryKind, type Instant, type Opportunity, type StageId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'
import type { Writer, WriteTx } from '../../data/write.ts'
import type { MovedAside } from '../../live/outbox.ts'
import { asRows, columnOf, fields } from './opportunity.row.ts'

/** One decided change of one opportunity. */
export interface Change {
  /** Null: it is new. */
  readonly before: Opportunity | null
  readonly after: Opportunity
  readonly kind: HistoryKind
  readonly at: Instant
  /** Cards of its column that had to make room, with their new ranks. */
  readonly aside?: readonly MovedAside[]
}

/** Leaves everything that a change is for the end of the write: the record, its stays, its history, those moved aside. */
export function leaveChange(tx: WriteTx, { aside = [], ...change }: Change): void {
  tx.leave(change.before ? updateAll : insertAll, { ...change, by: tx.caller })
  for (const card of aside) tx.leave(rerankAll, { ...card, stageId: change.after.stageId })
}

/** Another place in the same column: an order is nobody's edit, so neither version nor history tells of it. */
export function leaveOrder(tx: WriteTx, after: Opportunity, aside: readonly MovedAside[]): void {
  for (const card of [after, ...aside]) tx.leave(rerankAll, { ...card, stageId: after.stageId })
}

interface ChangeBy extends Omit<Change, 'aside'> {
  readonly by: Writer
}

const insertAll = (sql: Sql, changes: readonly ChangeBy[]) =>
  writeAll(
    sql,
    changes,
    (columns) => `insert into opportunity (${columns}) select ${columns} from record returning id`,
    fields,
  )

/**
 * Only columns in which something differs: triggers and indexes of others are left alone. The version is checked once
 * more although rows are locked: it costs nothing.
 */
const updateAll = (sql: Sql, changes: readonly ChangeBy[]) =>
  writeAll(
    sql,
    changes,
    (columns, values) => `update opportunity o set (${columns}) = row(${values}) from record r, change c
      where o.id = r.id and c.opportunity_id = r.id and o.version = c.seen returning o.id`,
    fields.filter((field) => changes.some(({ before, after }) => before && !isSame(before[field], after[field]))),
  )

/**
 * Changes of any number of opportunities in one statement. A running stay ends in the moment in which the next one begins;
 * the insert counts the ended ones, so it comes later.
 */
function writeAll(
  sql: Sql,
  changes: readonly ChangeBy[],
  write: (columns: string, values: string) => string,
  written: readonly (keyof Opportunity)[],
): Promise<unknown> {
  const columns = written.map((field) => columnOf[field])
  const text = `
    with record as materialized (
      select * from jsonb_populate_recordset(null::opportunity, $1::jsonb)
    ), change as materialized (
      select * from jsonb_to_recordset($2::jsonb) as c (opportunity_id text, seen integer, is_moved boolean, stay_id text,
        history_id text, kind text, road text, actor_id text, via_id text, address text, agent text,
        valid_at timestamptz, changes jsonb)
    ), written as (
      ${write(columns.join(', '), columns.map((column) => `r.${column}`).join(', '))}
    ), left_stay as (
      update stage_stay s set left_at = r.stage_entered_at from record r join change c on c.opportunity_id = r.id
      where s.opportunity_id = r.id and s.left_at is null and c.is_moved returning 1
    ), new_stay as (
      insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, entered_by)
      select c.stay_id, r.id, r.pipeline_id, r.stage_id, r.stage_entered_at, c.actor_id
      from record r join change c on c.opportunity_id = r.id join written w on w.id = r.id,
        (select count(*) from left_stay) ended
      where c.is_moved
    ), told as (
      insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, via_id, address, agent,
        valid_at, changes)
      select c.history_id, r.id, r.version, c.kind, c.road, c.actor_id, c.via_id, c.address, c.agent, c.valid_at, c.changes
      from record r join change c on c.opportunity_id = r.id join written w on w.id = r.id
    )
    select all_written((select count(*) from written), $3, 'opportunity')`
  return sql.rows(text, [
    asRows(changes.map(({ after }) => after)),
    JSON.stringify(changes.map(changeRow)),
    changes.length,
  ])
}

const changeRow = ({ before, after, kind, at, by: { road, actor, via } }: ChangeBy) => ({
  opportunity_id: after.id,
  seen: before?.version,
  is_moved: before?.stageId !== after.stageId,
  stay_id: typeidUnboxed('sty'),
  history_id: typeidUnboxed('his'),
  kind,
  road,
  actor_id: actor.userId,
  via_id: via.id,
  address: via.address,
  agent: via.agent,
  valid_at: at,
  changes: changesBetween(before, after),
})

interface NewRank extends MovedAside {
  readonly stageId: StageId
}

/** One that has left the column meanwhile keeps the rank that it got elsewhere. */
const rerankAll = (sql: Sql, cards: readonly NewRank[]) =>
  sql.count(
    `update opportunity o set rank = r.rank from unnest($1::text[], $2::text[], $3::bigint[]) as r (id, stage_id, rank)
     where o.id = r.id and o.stage_id = r.stage_id`,
    [cards.map(({ id }) => id), cards.map(({ stageId }) => stageId), cards.map(({ rank }) => rank)],
  )

const isSame = (a: Opportunity[keyof Opportunity], b: Opportunity[keyof Opportunity]): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => value === b[at]))
