import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import type { AuditAction } from '@mekong/domain'
import type { Sql } from '../data/sql.ts'
import { agentOf } from '../data/audit/agent.ts'
import { audit, type Audited } from '../data/audit/audit.ts'
import type { Via } from '../data/audit/via.ts'
import { secretHash } from '../data/secret-hash.ts'
import type { MailSubject } from '../mail/mail.ts'
import { queueMail } from '../mail/queue-mail.ts'
import type { Site } from '../site.ts'
import { addressHeader } from './address.ts'
import { AuthPeopleStore } from './auth-people.store.ts'

interface Options {
  readonly sql: Sql
  readonly site: Site
  /** The outbox has something new. */
  readonly mailQueued: () => void
  /** A session has ended: nothing may go on under it. */
  readonly onSessionEnd: (session: { readonly id: string; readonly userId: string }) => void
  readonly onFault: (error: unknown) => void
}

/** More mails than this within an hour only bother somebody. */
const mostResets = 5
/** As many waits are noted at a time; each takes memory, and a row. */
const mostHeldUp = 1_000

/** Routes by which somebody else's or one's own session is ended on purpose; other endings are part of something else. */
const endings: Readonly<Record<string, AuditAction>> = {
  '/sign-out': 'SIGN_OUT',
  '/revoke-session': 'REVOKE_SESSION',
  '/revoke-sessions': 'REVOKE_SESSION',
  '/revoke-other-sessions': 'REVOKE_SESSION',
}

/** What happens to accounts and sessions, told to the audit, and to the person where it matters to them. */
export class AuthEvents {
  readonly #people: AuthPeopleStore
  readonly #heldUp = new Map<string, number>()

  constructor(private readonly options: Options) {
    this.#people = new AuthPeopleStore(options.sql)
  }

  /** The link goes to active people only; whoever asked can't tell. */
  async resetAsked(userId: string, token: string, headers: Headers | undefined): Promise<void> {
    if ((await this.#people.resetsLately(userId)) >= mostResets) return
    const link = `${this.options.site.url}/reset/${token}`
    if (await this.#mail(userId, { kind: 'passwordReset', link }))
      await this.note({ action: 'REQUEST_PASSWORD_RESET', subjectId: userId }, null, viaOf(headers, null))
  }

  async passwordReset(userId: string, headers: Headers | undefined): Promise<void> {
    await this.note({ action: 'RESET_PASSWORD', subjectId: userId }, userId, viaOf(headers, null))
    await this.tell(userId, 'passwordChanged')
  }

  async sessionEnded(
    session: { readonly id: string; readonly userId: string },
    path: string | undefined,
    headers: Headers | undefined,
  ): Promise<void> {
    this.options.onSessionEnd(session)
    const action = endings[path ?? '']
    if (action) await this.note({ action, subjectId: session.id }, session.userId, viaOf(headers, session.id))
  }

  async accountLinked(userId: string, headers: Headers | undefined): Promise<void> {
    await this.note({ action: 'LINK_ACCOUNT', subjectId: userId }, userId, viaOf(headers, null))
  }

  /** Somebody failed to sign in under this address; the audit tells whose it is, if anybody's. */
  async signInFailed(email: string | null, refusal: string, headers: Headers | undefined): Promise<void> {
    const subjectId = email === null ? null : await this.#people.idAt(email)
    await this.note({ action: 'SIGN_IN', subjectId, refusal }, null, viaOf(headers, null))
  }

  /** Somebody has to wait. Noted once for each wait: a guesser does not stop because of it, and would fill the log. */
  async signInHeldUp(email: string | null, seconds: number, via: Via): Promise<void> {
    const name = secretHash(`${email?.trim().toLowerCase()} ${via.address}`)
    const now = Date.now()
    if ((this.#heldUp.get(name) ?? 0) > now) return
    for (const [other, until] of this.#heldUp) if (until <= now) this.#heldUp.delete(other)
    if (this.#heldUp.size >= mostHeldUp) return
    this.#heldUp.set(name, now + seconds * 1000)
    const subjectId = email === null ? null : await this.#people.idAt(email)
    await this.note({ action: 'SIGN_IN', subjectId, refusal: 'THROTTLED' }, null, via)
  }

  /** A mail that says what was done to the account, in case it was somebody else. */
  async tell(userId: string, kind: 'passwordChanged' | 'twoFactorOff'): Promise<void> {
    await this.#mail(userId, { kind, link: this.options.site.url })
  }

  /** What can't be noted does not undo what was done. */
  async note(entry: Audited, actorId: string | null, via: Via): Promise<void> {
    await audit(this.options.sql, { ...entry, actorId, via }).catch(this.options.onFault)
  }

  async #mail(userId: string, about: MailSubject): Promise<boolean> {
    const { sql, mailQueued } = this.options
    const person = await this.#people.recipient(userId)
    if (!person) return false
    await queueMail(sql, { to: person, locale: person.locale, about })
    mailQueued()
    return true
  }
}

export const viaOf = (headers: Headers | undefined, sessionId: string | null): Via => ({
  id: sessionId,
  address: headers?.get(addressHeader) ?? null,
  agent: agentOf(headers?.get('user-agent') ?? undefined),
})

/** Routes that end in a session. A code is also asked for while one is set up; then there is a session already. */
export const signIns: ReadonlySet<string> = new Set([
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
  '/callback/:id',
])

/** What is done to one's own account, by its route. */
const ownChanges: Readonly<Record<string, AuditAction>> = {
  '/change-password': 'CHANGE_PASSWORD',
  '/two-factor/disable': 'DISABLE_TWO_FACTOR',
  '/two-factor/generate-backup-codes': 'GENERATE_BACKUP_CODES',
  '/passkey/verify-registration': 'ADD_PASSKEY',
  '/passkey/delete-passkey': 'DELETE_PASSKEY',
}

/** Comes last among the plugins: only then it is known whether a password was enough, or a second step follows. */
export const tellingEvents = (events: AuthEvents) =>
  ({
    id: 'mekong-events',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path !== undefined && (signIns.has(path) || path in ownChanges),
          handler: createAuthMiddleware(async ({ path, body, headers, context }) => {
            const { returned, newSession, session } = context
            const refusal = isAPIError(returned) && returned.statusCode >= 400 ? returned : null
            const code = String(refusal?.body?.code ?? refusal?.status ?? '')
            const before = session?.user.id ?? null
            if (signIns.has(path) && before === null) {
              const email = path === '/sign-in/email' && typeof body?.email === 'string' ? body.email : null
              if (refusal) await events.signInFailed(email, code, headers)
              else if (newSession) {
                const { user, session: made } = newSession
                await events.note({ action: 'SIGN_IN', subjectId: user.id }, user.id, viaOf(headers, made.id))
              }
              return
            }
            const action = path === '/two-factor/verify-totp' ? 'ENABLE_TWO_FACTOR' : ownChanges[path]
            if (before === null || action === undefined) return
            if (action === 'ENABLE_TWO_FACTOR' && !newSession) return
            const via = viaOf(headers, newSession?.session.id ?? session?.session.id ?? null)
            await events.note({ action, subjectId: before, ...(refusal && { refusal: code }) }, before, via)
            if (refusal) return
            if (action === 'CHANGE_PASSWORD') await events.tell(before, 'passwordChanged')
            if (action === 'DISABLE_TWO_FACTOR') await events.tell(before, 'twoFactorOff')
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin
