import { typeidUnboxed } from 'typeid-js'
import type { Desk } from '../desk.ts'
import type { Person } from '../people.ts'

/** Open cards of somebody in board A's first column, as rows with their kept total: for tests about many. */
export async function aManyCards(desk: Desk, owner: Person, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => typeidUnboxed('opp'))
  await desk.pool.query(
    `insert into opportunity (id, pipeline_id, stage_id, status, title, currency, probability, probability_source,
       owner_id, team_id, rank, stage_entered_at, created_at)
     select id, $2, $3, 'OPEN', 'Thẻ ' || n, 'VND', 0, 'MANUAL', $4, $5, n * 1000, now(), now()
     from unnest($1::text[]) with ordinality as t (id, n)`,
    [ids, desk.a.id, desk.a.prospect, owner.id, desk.north],
  )
  await desk.pool.query(
    `insert into total_cell (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
     values ($1, $2, $3, $4, 'VND', $5, 0, 0)`,
    [desk.a.id, desk.a.prospect, desk.north, owner.id, count],
  )
  await desk.pool.query(
    `insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at)
     select 'sty_' || substr(id, 5), id, $2, $3, now() from unnest($1::text[]) as t (id)`,
    [ids, desk.a.id, desk.a.prospect],
  )
  return ids
}
