import type { Locale } from '@mekong/domain'
import type { Sql } from '../data/sql.ts'

/** Whom mail about an account goes to. */
interface Recipient extends Record<string, unknown> {
  readonly name: string
  readonly email: string
  readonly locale: Locale
}

/** People as far as news about their accounts need them. */
export class AuthPeopleStore {
  constructor(private readonly sql: Sql) {}

  /** Undefined for whoever is not active or can't sign in: they get no mail. */
  async recipient(userId: string): Promise<Recipient | undefined> {
    const [person] = await this.sql.rows<Recipient>(
      'select name, email, locale from app_user where id = $1 and is_active and has_sign_in',
      [userId],
    )
    return person
  }

  /** Whoever left is nobody. */
  async isActive(userId: string): Promise<boolean> {
    return (await this.sql.count('select from app_user where id = $1 and is_active', [userId])) === 1
  }

  /** Whose the address is; null: nobody's. */
  async idAt(email: string): Promise<string | null> {
    const [person] = await this.sql.rows<{ id: string }>('select id from app_user where email = lower($1)', [email])
    return person?.id ?? null
  }

  /** How many links for a new password they were sent within the last hour. */
  async resetsLately(userId: string): Promise<number> {
    const [sent] = await this.sql.rows<{ n: number }>(
      `select count(*)::integer as n from outgoing_mail m join app_user u on u.email = m.recipient
       where u.id = $1 and m.kind = 'passwordReset' and m.created_at > now() - interval '1 hour'`,
      [userId],
    )
    return sent?.n ?? 0
  }
}
