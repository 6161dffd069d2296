import type { UserId } from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'

interface Standing extends Record<string, unknown> {
  /** Open opportunities of theirs. */
  open: number
  successorId: UserId | null
  isInvited: boolean
}

/** What somebody leaves behind, and their leaving. */
export class LeavingStore {
  constructor(private readonly tx: Pick<WriteTx, 'sql' | 'now' | 'caller'>) {}

  async standing(id: UserId): Promise<Standing> {
    const [row] = await this.tx.sql.rows<Standing>(
      `select (select count(*)::integer from opportunity where owner_id = u.id and status = 'OPEN' and deleted_at is null)
           as open, u.successor_id as "successorId", exists (select from invitation where user_id = u.id) as "isInvited"
       from app_user u where u.id = $1`,
      [id],
    )
    if (!row) throw new Error(`User ${id} is locked and has no row.`)
    return row
  }

  /** With all that they could come in by. */
  async leave(id: UserId, successorId: UserId | null): Promise<void> {
    const { sql, now, caller } = this.tx
    await sql.count(
      `update app_user set successor_id = $2, deactivated_by_id = $3, deactivated_at = coalesce(deactivated_at, $4)
       where id = $1`,
      [id, successorId, caller.actor.userId, now],
    )
    await sql.count('delete from invitation where user_id = $1', [id])
    await sql.count('delete from app_session where user_id = $1', [id])
    await sql.count('update api_key set revoked_at = $2 where user_id = $1 and revoked_at is null', [id, now])
  }
}
