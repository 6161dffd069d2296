import { typeidUnboxed } from 'typeid-js'
import { relations, type Cast, type MatrixCaller, type Relation, type Subject } from './cast.ts'

/** Fresh opportunities for a mutation to change, one for each relation, as rows. */
export async function freshSubjects(
  { pool, workshop, north, south, colleague, stranger, lostReason }: Cast,
  caller: MatrixCaller,
  state: 'OPEN' | 'LOST',
): Promise<Record<Relation, Subject>> {
  const belongsTo: Record<Relation, { ownerId: string; teamId: string }> = {
    own: { ownerId: caller.userId, teamId: north },
    team: { ownerId: colleague.id, teamId: north },
    other: { ownerId: stranger.id, teamId: south },
    deleted: { ownerId: caller.userId, teamId: north },
    deletedOther: { ownerId: stranger.id, teamId: south },
  }
  const rows = relations.map((relation, at) => {
    const id = typeidUnboxed('opp')
    const deletedAt = relation.startsWith('deleted') ? new Date() : null
    return { relation, id, title: `Subject ${id}`, rank: String((at + 1) * 1_048_576), deletedAt }
  })
  const stageId = state === 'OPEN' ? workshop.prospect : workshop.lost
  await pool.query(
    `insert into opportunity (id, title, owner_id, team_id, rank, deleted_at, pipeline_id, stage_id, status, lost_reason_id,
       closed_at, currency, probability, probability_source, stage_entered_at, created_at)
     select id, title, owner_id, team_id, rank, deleted_at, $7, $8, $9, $10, $11, 'VND', 0, 'STAGE', now(), now()
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[])
       as row (id, title, owner_id, team_id, rank, deleted_at)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ title }) => title),
      rows.map(({ relation }) => belongsTo[relation].ownerId),
      rows.map(({ relation }) => belongsTo[relation].teamId),
      rows.map(({ rank }) => rank),
      rows.map(({ deletedAt }) => deletedAt),
      workshop.id,
      stageId,
      state,
      state === 'OPEN' ? null : lostReason,
      state === 'OPEN' ? null : new Date(),
    ],
  )
  const made = new Map(rows.map(({ relation, id, title }) => [relation, { id, title }]))
  const of = (relation: Relation): Subject => made.get(relation) ?? { id: '', title: '' }
  return {
    own: of('own'),
    team: of('team'),
    other: of('other'),
    deleted: of('deleted'),
    deletedOther: of('deletedOther'),
  }
}
