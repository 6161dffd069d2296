import { randomBytes } from 'node:crypto'
import { instant, isId, isStorable, type UserId } from '@mekong/domain'
import { secretHash } from '../../data/secret-hash.ts'
import type { Sql } from '../../data/sql.ts'
import type { Invitation } from './invitation.ts'

const lifetime = '7 days'

export interface InvitationRow {
  readonly id: string
  readonly user_id: string
  readonly email: string
  readonly invited_by_id: string
  readonly created_at: Date
  readonly sent_at: Date
  readonly expires_at: Date
}

type Row = InvitationRow & Record<string, unknown>

export const invitationColumns = (alias: string): string =>
  ['id', 'user_id', 'email', 'invited_by_id', 'created_at', 'sent_at', 'expires_at']
    .map((name) => `${alias}.${name}`)
    .join(', ')

export const invitationOf = (row: InvitationRow): Invitation => ({
  id: row.id,
  userId: row.user_id,
  email: row.email,
  invitedById: row.invited_by_id,
  createdAt: instant(row.created_at),
  sentAt: instant(row.sent_at),
  expiresAt: instant(row.expires_at),
})

/** 256 random bits; the database keeps their hash only, so whoever reads a backup can't use them. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export class InvitationStore {
  constructor(private readonly sql: Sql) {}

  async many(ids: readonly string[]): Promise<Invitation[]> {
    return this.#read('i.id = any($1)', [ids.filter((id) => isId('invitation', id))])
  }

  async ofUsers(userIds: readonly UserId[]): Promise<Invitation[]> {
    return this.#read('i.user_id = any($1)', [userIds])
  }

  /** Neither a person's nor that of somebody else who was asked. */
  async isAddressFree(email: string): Promise<boolean> {
    if (!isStorable(email)) return true // nobody holds it; whether it is an address is the domain's to say
    const holders = await this.sql.rows(
      'select 1 from app_user where email = $1 union all select 1 from invitation where email = $1',
      [email],
    )
    return holders.length === 0
  }

  async insert(
    { id, userId, email, invitedById }: Pick<Invitation, 'id' | 'userId' | 'email' | 'invitedById'>,
    token: string,
  ): Promise<Invitation> {
    const rows = await this.sql.rows<Row>(
      `insert into invitation as i (id, user_id, email, invited_by_id, token_hash, expires_at)
       values ($1, $2, $3, $4, $5, now() + interval '${lifetime}') returning ${invitationColumns('i')}`,
      [id, userId, email, invitedById, secretHash(token)],
    )
    return one(rows)
  }

  /** Another link for another week; the one before is void. */
  async renew(id: string, token: string): Promise<Invitation> {
    const rows = await this.sql.rows<Row>(
      `update invitation i set token_hash = $2, sent_at = now(), expires_at = now() + interval '${lifetime}'
       where i.id = $1 returning ${invitationColumns('i')}`,
      [id, secretHash(token)],
    )
    return one(rows)
  }

  /** Withdraws it, and with it whoever it made: somebody who was never here. Whom an import made stays as they were. */
  async withdraw({ id, userId }: Invitation): Promise<void> {
    await this.sql.count('delete from invitation where id = $1', [id])
    await this.sql.count('delete from app_user where id = $1 and not is_active and has_sign_in', [userId])
  }

  /** The invitation behind a link that is good. */
  async behind(tokenHash: string): Promise<Invitation | undefined> {
    const rows = await this.#read('i.token_hash = $1 and i.expires_at > now()', [tokenHash])
    return rows[0]
  }

  /** Uses the link up; of two who come at once one gets it. */
  async take(tokenHash: string): Promise<Invitation | undefined> {
    const rows = await this.sql.rows<Row>(
      `delete from invitation i where i.token_hash = $1 and i.expires_at > now() returning ${invitationColumns('i')}`,
      [tokenHash],
    )
    return rows.map(invitationOf)[0]
  }

  async #read(where: string, values: readonly unknown[]): Promise<Invitation[]> {
    const rows = await this.sql.rows<Row>(`select ${invitationColumns('i')} from invitation i where ${where}`, values)
    return rows.map(invitationOf)
  }
}

function one(rows: readonly Row[]): Invitation {
  const [row] = rows
  if (!row) throw new Error('An invitation was written and is not there.')
  return invitationOf(row)
}
