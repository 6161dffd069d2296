import type { Pool } from 'pg'
import type { MailContent } from './compose.ts'

export interface DueMail {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly content: MailContent
  /** This one included. */
  readonly attempts: number
}

/** A mail as the local page shows it. */
export interface WaitingMail {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly text: string
  readonly createdAt: Date
}

/** Longer than handing over a mail may take: then its node is gone, and another one tries. */
const lease = '2 minutes'
const keptFor = '7 days'

/** The mails that wait. Any number of nodes may take from it; each mail is one node's for a while. */
export class OutboxStore {
  constructor(private readonly pool: Pool) {}

  /** The next mail that is due, ours until the lease ends; null when none is. */
  async take(): Promise<DueMail | null> {
    const { rows } = await this.pool.query<DueMail>(
      `update outgoing_mail set attempts = attempts + 1, next_attempt_at = now() + interval '${lease}'
       where id = (select id from outgoing_mail
         where sent_at is null and given_up_at is null and next_attempt_at <= now() and expires_at > now()
         order by next_attempt_at limit 1 for update skip locked)
       returning id, recipient, subject, content, attempts`,
    )
    return rows[0] ?? null
  }

  async sent(id: string): Promise<void> {
    await this.pool.query('update outgoing_mail set sent_at = now(), content = null, last_error = null where id = $1', [
      id,
    ])
  }

  /** To be tried again so many seconds later; null gives it up. */
  async failed(id: string, error: string, secondsToWait: number | null): Promise<void> {
    if (secondsToWait === null)
      await this.pool.query(
        'update outgoing_mail set given_up_at = now(), content = null, last_error = $2 where id = $1',
        [id, error],
      )
    else
      await this.pool.query(
        'update outgoing_mail set next_attempt_at = now() + make_interval(secs => $3), last_error = $2 where id = $1',
        [id, error, secondsToWait],
      )
  }

  /** Gives up what came too late, and forgets what went long ago. */
  async sweep(): Promise<void> {
    await this.pool.query(
      `update outgoing_mail set given_up_at = now(), content = null
       where sent_at is null and given_up_at is null and expires_at <= now()`,
    )
    await this.pool.query(`delete from outgoing_mail where created_at < now() - interval '${keptFor}'`)
  }

  /** What nobody has sent yet, the newest first. */
  async waiting(): Promise<WaitingMail[]> {
    const { rows } = await this.pool.query<WaitingMail>(
      `select id, recipient, subject, content ->> 'text' as text, created_at as "createdAt" from outgoing_mail
       where sent_at is null and given_up_at is null and expires_at > now() order by created_at desc, id desc limit 50`,
    )
    return rows
  }
}
