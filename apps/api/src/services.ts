import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import type { Env } from './env.ts'
import type { Auth } from './http/auth.ts'
import type { Callers } from './http/callers.ts'

/** Everything that lives as long as the process and that more than one module uses. `app.ts` makes it. */
export interface Services {
  readonly env: Env
  readonly data: DataSource
  /** The ORM's own pool, for statements that need no mapping. */
  readonly pool: Pool
  readonly auth: Auth
  readonly callers: Callers
}
