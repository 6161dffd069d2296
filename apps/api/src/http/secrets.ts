import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'

/** What a secret is for. Nodes share nothing but the database, so it keeps them; each is made once. */
export type SecretName = 'session' | 'cursor'

export async function readSecrets(pool: Pool): Promise<Readonly<Record<SecretName, string>>> {
  const [session, cursor] = await Promise.all([readSecret(pool, 'session'), readSecret(pool, 'cursor')])
  return { session, cursor }
}

/** Two nodes that start at once agree: the later insert does nothing, and both read the earlier one. */
async function readSecret(pool: Pool, name: SecretName): Promise<string> {
  const made = randomBytes(32).toString('base64url')
  await pool.query('insert into app_secret (name, value) values ($1, $2) on conflict do nothing', [name, made])
  const { rows } = await pool.query<{ value: string }>('select value from app_secret where name = $1', [name])
  return rows[0]?.value ?? made
}
