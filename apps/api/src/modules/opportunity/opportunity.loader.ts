import DataLoader from 'dataloader'
import { instant, type Acl } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { StageStay } from './stage-stay.ts'

/** The stays of an opportunity with what decides who sees it now, which the record at hand may be too old to know. */
export interface StaysOf {
  readonly acl: Acl
  readonly stays: readonly StageStay[]
}

interface StayRow {
  opportunity_id: string
  owner_id: string | null
  team_id: string | null
  stage_id: string
  entered_at: Date
  left_at: Date | null
  seconds: number
  entered_by: string | null
}

export const opportunityLoaders = (sql: Sql) => ({
  staysOfOpportunity: new DataLoader<string, StaysOf | null>(async (ids) => {
    const rows = await sql.rows<StayRow & Record<string, unknown>>(
      `select s.opportunity_id, o.owner_id, o.team_id, s.stage_id, s.entered_at, s.left_at, s.entered_by,
         greatest(0, floor(extract(epoch from coalesce(s.left_at, clock_timestamp()) - s.entered_at)))::integer as seconds
       from stage_stay s join opportunity o on o.id = s.opportunity_id
       where s.opportunity_id = any($1) order by s.entered_at, s.id`,
      [ids],
    )
    const groups = Map.groupBy(rows, (row) => row.opportunity_id)
    return ids.map((id) => {
      const ofOne = groups.get(id)
      const [first] = ofOne ?? []
      return first && ofOne
        ? { acl: { ownerId: first.owner_id, teamId: first.team_id }, stays: ofOne.map(stayOf) }
        : null
    })
  }),
})

const stayOf = (row: StayRow): StageStay => ({
  stageId: row.stage_id,
  enteredAt: instant(row.entered_at),
  leftAt: row.left_at && instant(row.left_at),
  seconds: row.seconds,
  enteredBy: row.entered_by,
})
