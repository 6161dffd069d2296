import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../data/sql.ts'
import { compose } from './compose.ts'
import { mailLifetime, type Mail } from './mail.ts'

/**
 * Puts a mail into the outbox. With the statements of a transaction it goes out together with what it tells, or not at
 * all; a node sends it within seconds after.
 */
export async function queueMail(sql: Sql, mail: Mail): Promise<void> {
  const { subject, text, html } = compose(mail)
  await sql.count(
    `insert into outgoing_mail (id, kind, recipient, subject, content, expires_at)
     values ($1, $2, $3, $4, $5, now() + $6::interval)`,
    [
      typeidUnboxed('mail'),
      mail.about.kind,
      mail.to.email,
      subject,
      JSON.stringify({ text, html }),
      mailLifetime[mail.about.kind],
    ],
  )
}
