import { invalid, isTimeZone, limits, requiredText, type Fault, type Locale } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Sql } from '../../data/sql.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { tellRename } from '../opportunity/tell-rename.ts'

/** What people set for themselves. */
export interface OwnSettings {
  readonly name: string
  readonly locale: Locale
  /** Null: the organisation's. */
  readonly timeZone: string | null
}

/** What is undefined stays. */
export interface UpdateViewerRequest extends Keyed {
  readonly name: string | undefined
  readonly locale: Locale | undefined
  readonly timeZone: string | null | undefined
}

/** Changes somebody's own settings; a new name reaches the boards that show it. */
export async function updateViewer(writes: Writes, caller: Writer, request: UpdateViewerRequest): Outcome<OwnSettings> {
  const { userId } = caller.actor
  let isRenamed = false
  const written = await change<OwnSettings>(writes, caller, ['updateViewer', 'viewer:write'], request, async (tx) => {
    isRenamed = false
    const faults = faultsOf(request)
    if (faults.length > 0) return { refuse: faults }
    const before = await lockSettings(tx.sql, userId)
    const after: OwnSettings = {
      name: request.name ?? before.name,
      locale: request.locale ?? before.locale,
      timeZone: request.timeZone === undefined ? before.timeZone : request.timeZone,
    }
    await tx.sql.count('update app_user set name = $2, locale = $3, time_zone = $4, updated_at = now() where id = $1', [
      userId,
      after.name,
      after.locale,
      after.timeZone,
    ])
    tx.audit({ action: 'UPDATE_VIEWER', subjectId: userId, before, after })
    isRenamed = after.name !== before.name
    return { commit: after }
  })
  if (isRenamed && written.kind === 'written') await tellRename(writes, caller, 'owner_id', userId)
  return written
}

const faultsOf = ({ name, timeZone }: UpdateViewerRequest): Fault[] => [
  ...(name === undefined ? [] : requiredText(name, limits.name, ['name'])),
  ...(typeof timeZone === 'string' && !isTimeZone(timeZone) ? [invalid('unknownTimeZone', ['timeZone'])] : []),
]

async function lockSettings(sql: Sql, userId: string): Promise<OwnSettings> {
  const [row] = await sql.rows<OwnSettings & Record<string, unknown>>(
    'select name, locale, time_zone as "timeZone" from app_user where id = $1 for no key update',
    [userId],
  )
  if (!row) throw new Error(`User ${userId} writes and has no row.`)
  return row
}
