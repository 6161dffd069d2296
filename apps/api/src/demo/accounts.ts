import type { Role } from '@mekong/domain'
import type { Sql } from '../data/sql.ts'
import type { Env } from '../env.ts'
import { demoPassword, demoPeople } from './people.ts'

export interface DemoAccounts {
  readonly accounts: readonly { readonly email: string; readonly name: string; readonly role: Role }[]
  readonly password: string
}

const addresses = demoPeople.flatMap(({ login }) => (login === null ? [] : [`${login}@demo.mekong.test`]))

/** With whom the demo can be entered; null where there is no demo, or the operator does not want one. */
export async function demoAccounts(sql: Sql, env: Pick<Env, 'MEKONG_DEMO'>): Promise<DemoAccounts | null> {
  if (!env.MEKONG_DEMO) return null
  const accounts = await sql.rows<{ email: string; name: string; role: Role }>(
    `select email, name, role from app_user where email = any($1) and is_active and has_sign_in
     order by array_position($1, email)`,
    [addresses],
  )
  return accounts.length === 0 ? null : { accounts, password: demoPassword }
}
