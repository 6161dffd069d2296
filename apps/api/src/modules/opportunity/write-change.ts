import { changesBetween, type HistoryKind, type Instant, type Opportunity, type Ranked } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { paramsFrom, type Params } from '../../data/sql.ts'
import type { WriteTx } from '../../data/write.ts'
import { columnOf } from './opportunity.row.ts'

/** One decided change of one opportunity. */
export interface Change {
  /** Null: it is new. */
  readonly before: Opportunity | null
  readonly after: Opportunity
  readonly kind: HistoryKind
  readonly at: Instant
  /** Cards of its column that had to make room, with their new ranks. */
  readonly aside?: readonly Ranked[]
}

/**
 * Writes everything that a change is, in one statement: the record, the stay that it leaves and the one that it begins,
 * those who move aside, and the history. The version is checked once more although the row is locked: it costs nothing.
 */
export async function writeChange(tx: WriteTx, change: Change): Promise<void> {
  const params = paramsFrom()
  const { before, after, kind, at, aside = [] } = change
  const { road, actor, via } = tx.caller
  const steps = [
    `written as (${before ? update(before, after, params) : insert(after, params)} returning id)`,
    ...(before?.stageId === after.stageId ? [] : stays(after, tx.caller.actor.userId, params)),
    ...(aside.length === 0 ? [] : [`aside as (${rerank(after.stageId, aside, params)})`]),
  ]
  const entry = [
    typeidUnboxed('his'),
    after.version,
    kind,
    road,
    actor.userId,
    via.id,
    via.address,
    via.agent,
    at,
    JSON.stringify(changesBetween(before, after)),
  ].map((value) => params.add(value))
  const count = await tx.sql.count(
    `with ${steps.join(', ')}
     insert into opportunity_history (opportunity_id, id, version, kind, road, actor_id, via_id, address, agent,
       valid_at, changes)
     select id, ${entry.join(', ')} from written`,
    params.values,
  )
  if (count !== 1) throw new Error(`Opportunity ${after.id} changed under its lock.`)
}

/** Another place in the same column: an order is nobody's edit, so neither version nor history tells of it. */
export async function writeOrder(tx: WriteTx, after: Opportunity, aside: readonly Ranked[]): Promise<void> {
  const params = paramsFrom()
  await tx.sql.count(rerank(after.stageId, [after, ...aside], params), params.values)
}

const fields = Object.keys(columnOf) as (keyof Opportunity)[] // the literal's own keys

function insert(after: Opportunity, params: Params): string {
  const values = fields.map((field) => params.add(after[field]))
  return `insert into opportunity (${fields.map((field) => columnOf[field]).join(', ')}) values (${values.join(', ')})`
}

/** Only what differs: triggers and indexes of other columns are left alone. */
function update(before: Opportunity, after: Opportunity, params: Params): string {
  const assignments = fields
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => `${columnOf[field]} = ${params.add(after[field])}`)
  const [id, version] = [params.add(before.id), params.add(before.version)]
  return `update opportunity set ${assignments.join(', ')} where id = ${id} and version = ${version}`
}

/** The running stay ends in the moment in which the next one begins; the insert counts the ended one, so it comes later. */
function stays({ id, pipelineId, stageId, stageEnteredAt }: Opportunity, actorId: string, params: Params): string[] {
  const card = params.add(id)
  const at = params.add(stageEnteredAt)
  const stay = [typeidUnboxed('sty'), pipelineId, stageId, actorId].map((value) => params.add(value))
  return [
    `left_stay as (update stage_stay set left_at = ${at} where opportunity_id = ${card} and left_at is null returning 1)`,
    `new_stay as (
       insert into stage_stay (opportunity_id, entered_at, id, pipeline_id, stage_id, entered_by)
       select written.id, ${at}::timestamptz, ${stay.join(', ')} from written, (select count(*) from left_stay) ended)`,
  ]
}

/** One that has left the column meanwhile keeps the rank that it got elsewhere. */
function rerank(stageId: string, ranked: readonly Ranked[], params: Params): string {
  const column = params.add(stageId)
  const ids = params.add(ranked.map(({ id }) => id))
  const ranks = params.add(ranked.map(({ rank }) => rank))
  return `update opportunity o set rank = r.rank from unnest(${ids}::text[], ${ranks}::bigint[]) as r (id, rank)
    where o.id = r.id and o.stage_id = ${column}`
}

const isSame = (a: Opportunity[keyof Opportunity], b: Opportunity[keyof Opportunity]): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => value === b[at]))
