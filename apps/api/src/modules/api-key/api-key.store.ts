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
  readonly last_used_address: string | null
  readonly previous_until: Date | null
  readonly revoked_at: Date | null
}

export const apiKeyColumns = `k.id, k.user_id, k.name, k.prefix, k.scopes, k.created_at, k.expires_at, k.last_used_at,
  k.last_used_address, case when k.previous_until > now() then k.previous_until end as previous_until, k.revoked_at`

export const apiKeyOf = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: instant(row.created_at),
  expiresAt: instant(row.expires_at),
  lastUsedAt: row.last_used_at && instant(row.last_used_at),
  lastUsedAddress: row.last_used_address,
  previousUntil: row.previous_until && instant(row.previous_until),
  revokedAt: row.revoked_at && instant(row.revoked_at),
})

export class ApiKeyStore {
  constructor(private readonly sql: Sql) {}

  keys = (ids: readonly string[]): Promise<ApiKey[]> => this.#read('k.id = any($1)', ids)

  async one(id: string): Promise<ApiKey | null> {
    return (await this.keys([id]))[0] ?? null
  }

  /** Kept from other changes until the write ends. */
  async locked(id: string): Promise<ApiKey | null> {
    return (await this.#read('k.id = any($1) for update', [id]))[0] ?? null
  }

  async #read(where: string, ids: readonly string[]): Promise<ApiKey[]> {
    const rows = await this.sql.rows<ApiKeyRow & Record<string, unknown>>(
      `select ${apiKeyColumns} from api_key k where ${where}`,
      [ids],
    )
    return rows.map(apiKeyOf)
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

  /** The secret that was becomes the one before, for as long as the key says. */
  async rotate({ id, prefix, expiresAt, previousUntil }: ApiKey, hash: string): Promise<void> {
    await this.sql.count(
      `update api_key set generation = generation + 1, secret_hash = $2, prefix = $3, expires_at = $4,
         previous_hash = case when $5::timestamptz is not null then secret_hash end, previous_until = $5
       where id = $1`,
      [id, hash, prefix, expiresAt, previousUntil],
    )
  }

  async revoke(id: string, at: string): Promise<void> {
    await this.sql.count('update api_key set revoked_at = $2 where id = $1 and revoked_at is null', [id, at])
  }
}
