import { isId, type IdKind, type NamedThings, type Person } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

/** Ids that a write names. Absent or null names nothing. */
export interface NamedIds {
  readonly ownerId?: string | null | undefined
  readonly teamId?: string | null | undefined
  readonly companyId?: string | null | undefined
  readonly contactId?: string | null | undefined
  readonly lostReasonId?: string | null | undefined
}

interface NamedRow {
  owner: Person | null
  team: string | null
  company: string | null
  contact: string | null
  reason: string | null
}

/** What the ids stand for, in one statement; null where nothing that can be chosen has that id. */
export async function findNamed(sql: Sql, ids: NamedIds): Promise<NamedThings> {
  const isNamed = Object.values(ids).some((id) => typeof id === 'string')
  if (!isNamed) return {}
  const known = (kind: IdKind, id: string | null | undefined) => (id && isId(kind, id) ? id : null)
  const [row] = await sql.rows<NamedRow & Record<string, unknown>>(
    `select
       (select json_build_object('id', u.id, 'isActive', u.is_active, 'mainTeamId', u.main_team_id, 'teamIds',
          coalesce((select json_agg(m.team_id order by m.team_id) from team_member m where m.user_id = u.id), '[]'))
        from app_user u where u.id = $1) as owner,
       (select id from team where id = $2) as team,
       (select id from company where id = $3 and deleted_at is null) as company,
       (select id from contact where id = $4 and deleted_at is null) as contact,
       (select id from lost_reason where id = $5 and archived_at is null) as reason`,
    [
      known('user', ids.ownerId),
      known('team', ids.teamId),
      known('company', ids.companyId),
      known('contact', ids.contactId),
      known('lostReason', ids.lostReasonId),
    ],
  )
  const found = (asked: string | null | undefined, id: string | null | undefined) =>
    typeof asked === 'string' ? (id ? { id } : null) : undefined
  return {
    owner: typeof ids.ownerId === 'string' ? (row?.owner ?? null) : undefined,
    team: found(ids.teamId, row?.team),
    company: found(ids.companyId, row?.company),
    contact: found(ids.contactId, row?.contact),
    lostReason: found(ids.lostReasonId, row?.reason),
  }
}
