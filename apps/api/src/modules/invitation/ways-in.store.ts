import type { UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'

/** An account at the organisation's provider. */
export interface OutsideId {
  readonly provider: string
  /** The provider's own name for them, which never changes. */
  readonly accountId: string
}

/** What people come in by, where better-auth keeps it, and their coming. */
export class WaysInStore {
  constructor(private readonly sql: Sql) {}

  /** Whether an outside account opens the account of anybody but this one. */
  async opensAnother({ provider, accountId }: OutsideId, userId: UserId): Promise<boolean> {
    const holders = await this.sql.rows(
      'select 1 from app_account where provider_id = $1 and account_id = $2 and user_id <> $3',
      [provider, accountId, userId],
    )
    return holders.length > 0
  }

  async link({ provider, accountId }: OutsideId, userId: UserId): Promise<void> {
    await this.sql.count(
      'insert into app_account (id, account_id, provider_id, user_id, updated_at) values ($1, $2, $3, $4, now())',
      [typeidUnboxed('acc'), accountId, provider, userId],
    )
  }

  /** Makes an account one that can be signed in to, under this address and name, by no way yet. */
  async open(userId: UserId, email: string, name: string): Promise<void> {
    await this.sql.count(
      `update app_user set email = $2, email_verified = true, name = $3, is_active = true, has_sign_in = true,
         updated_at = now() where id = $1`,
      [userId, email, name],
    )
    await this.sql.count('delete from app_account where user_id = $1', [userId])
  }
}
