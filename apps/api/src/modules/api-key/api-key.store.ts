import { instant, type ApiKeyScope } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { ApiKey } from './api-key.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly user_id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: ApiKeyScope[]
  readonly created_at: Date
  readonly expires_at: Date
  readonly last_used_at: Date | null
  readonly revoked_at: Date | null
}

export const apiKeyColumns =
  'k.id, k.user_id, k.name, k.prefix, k.scopes, k.created_at, k.expires_at, k.last_used_at, k.revoked_at'

export const apiKeyOf = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: instant(row.created_at),
  expiresAt: instant(row.expires_at),
  lastUsedAt: row.last_used_at && instant(row.last_used_at),
  revokedAt: row.revoked_at && instant(row.revoked_at),
})

export class ApiKeyStore {
  constructor(private readonly sql: Sql) {}

  async one(id: string): Promise<ApiKey | null> {
    const [row] = await this.sql.rows<ApiKeyRow & Record<string, unknown>>(
      `select ${apiKeyColumns} from api_key k where k.id = $1`,
      [id],
    )
    return row ? apiKeyOf(row) : null
  }

  /** Those that open something. */
  async countLive(userId: string): Promise<number> {
    const [row] = await this.sql.rows<{ n: number }>(
      'select count(*)::integer as n from api_key where user_id = $1 and revoked_at is null and expires_at > now()',
      [userId],
    )
    return row?.n ?? 0
  }

  async insert(key: ApiKey, secretHash: string): Promise<void> {
    await this.sql.count(
      `insert into api_key (id, user_id, name, prefix, secret_hash, scopes, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [key.id, key.userId, key.name, key.prefix, secretHash, key.scopes, key.createdAt, key.expiresAt],
    )
  }

  async revoke(id: string, at: string): Promise<void> {
    await this.sql.count('update api_key set revoked_at = $2 where id = $1 and revoked_at is null', [id, at])
  }
}
