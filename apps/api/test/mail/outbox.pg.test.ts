import { describe, expect } from 'vitest'
import { startApp } from '../../src/app.ts'
import { sqlOn } from '../../src/data/sql.ts'
import type { Mail } from '../../src/mail/mail.ts'
import { MailSender } from '../../src/mail/mail-sender.ts'
import { OutboxStore } from '../../src/mail/outbox.store.ts'
import { queueMail } from '../../src/mail/queue-mail.ts'
import { test as withApp, testEnv } from '../harness.ts'
import { MailServer } from './mail-server.ts'

const link = 'http://localhost:4000/reset/a-secret-token'
const mailTo = (email: string, locale: Mail['locale'] = 'vi'): Mail => ({
  to: { name: 'Nguyễn Hoài An', email },
  locale,
  about: { kind: 'passwordReset', link },
})

interface Post {
  readonly server: MailServer
  readonly store: OutboxStore
  /** A node's sender. */
  sender(): MailSender
  readonly faults: unknown[]
}

const test = withApp.extend<{ post: Post }>({
  post: async ({ app, database }, use) => {
    expect(app.url).toBeDefined() // its tables are there
    await database.pool.query('delete from outgoing_mail')
    const server = await new MailServer().start()
    const store = new OutboxStore(database.pool)
    const senders: MailSender[] = []
    const faults: unknown[] = []
    await use({
      server,
      store,
      faults,
      sender: () => {
        const onFault = (error: unknown) => void faults.push(error)
        const sender = new MailSender({ store, smtpUrl: server.url, from: 'Mekong <crm@example.test>', onFault })
        senders.push(sender)
        sender.start()
        return sender
      },
    })
    await Promise.all(senders.map((sender) => sender.stop()))
    await server.stop()
  },
})

const decoded = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

describe('the outbox', () => {
  test('sends a mail in the reader’s language, as text and HTML, and keeps no link of it', async ({
    post,
    database,
  }) => {
    await queueMail(sqlOn(database.pool), mailTo('an@example.test'))
    post.sender().look()
    await expect.poll(() => post.server.mails.length).toBe(1)
    const [mail] = post.server.mails
    expect(mail?.to).toBe('an@example.test')
    expect(mail?.headers).toContain('From: Mekong <crm@example.test>')
    const body = decoded(mail?.body ?? '')
    expect(body).toContain('Chào Nguyễn Hoài An')
    expect(body).toContain(link)
    expect(body).toContain('<html lang="vi">')
    await expect
      .poll(async () => (await database.pool.query('select content from outgoing_mail where sent_at is not null')).rows)
      .toEqual([{ content: null }])
  })

  test('escapes in HTML what people wrote', async ({ post, database }) => {
    await queueMail(sqlOn(database.pool), {
      ...mailTo('x@example.test', 'en'),
      to: { name: '<img src=x onerror=alert(1)>', email: 'x@example.test' },
    })
    post.sender().look()
    await expect.poll(() => post.server.mails.length).toBe(1)
    const html = decoded(post.server.mails[0]?.body ?? '').split('<!doctype html>')[1] ?? ''
    expect(html).toContain('&lt;img src=x')
    expect(html).not.toContain('<img')
  })

  test('tries again what the server refuses for now', async ({ post, database }) => {
    post.server.refusals.push('451 later')
    await queueMail(sqlOn(database.pool), mailTo('an@example.test'))
    const sender = post.sender()
    sender.look()
    const state = async () =>
      (
        await database.pool.query(
          `select attempts, last_error like '%451%' as told, next_attempt_at > now() + interval '2 seconds' as waits,
             given_up_at is null as hopes from outgoing_mail`,
        )
      ).rows[0]
    await expect.poll(async () => (await state())?.told).toBe(true)
    expect(await state()).toEqual({ attempts: 1, told: true, waits: true, hopes: true })
    await database.pool.query('update outgoing_mail set next_attempt_at = now()')
    sender.look()
    await expect.poll(() => post.server.mails.length).toBe(1)
  })

  test('gives up what the server refuses for good', async ({ post, database }) => {
    post.server.refusals.push('550 nobody here')
    await queueMail(sqlOn(database.pool), mailTo('nobody@example.test'))
    post.sender().look()
    await expect
      .poll(
        async () => (await database.pool.query('select given_up_at is null as hopes, content from outgoing_mail')).rows,
      )
      .toEqual([{ hopes: false, content: null }])
  })

  test('is worked off by several nodes, each mail by one', async ({ post, database }) => {
    const people = Array.from({ length: 30 }, (_, n) => `person${n}@example.test`)
    for (const email of people) await queueMail(sqlOn(database.pool), mailTo(email))
    for (const sender of [post.sender(), post.sender(), post.sender()]) sender.look()
    await expect.poll(() => post.server.mails.length, { timeout: 10_000 }).toBe(30)
    await expect.poll(async () => (await post.store.waiting()).length).toBe(0)
    expect(post.server.mails.map(({ to }) => to).toSorted()).toEqual(people.toSorted())
  })

  test('sends nothing that came too late', async ({ post, database }) => {
    await queueMail(sqlOn(database.pool), mailTo('late@example.test'))
    await database.pool.query(`update outgoing_mail set expires_at = now() - interval '1 second'`)
    await queueMail(sqlOn(database.pool), mailTo('early@example.test'))
    post.sender().look()
    await expect.poll(() => post.server.mails.map(({ to }) => to)).toEqual(['early@example.test'])
    await post.store.sweep()
    const { rows } = await database.pool.query(
      `select content from outgoing_mail where recipient = 'late@example.test' and given_up_at is not null`,
    )
    expect(rows).toEqual([{ content: null }])
  })
})

describe('the local page', () => {
  const outboxOf = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/api/demo/outbox`, { headers })

  test('shows whoever tries it out what would be sent, and nobody else', async ({ post, database }) => {
    await queueMail(sqlOn(database.pool), mailTo('an@example.test'))
    const app = await startApp({ databaseUrl: database.url, env: testEnv({ MEKONG_DEMO: '1' }), log: false })
    const shown = await outboxOf(app.url)
    expect(await shown.json()).toMatchObject({
      mails: [{ recipient: 'an@example.test', text: expect.stringContaining(link) }],
    })
    expect((await outboxOf(app.url, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
    await app.close()
    expect(post.server.mails).toEqual([])
  })

  test.for<Record<string, string>>([
    { MEKONG_DEMO: '0' },
    { MEKONG_DEMO: '1', MEKONG_URL: 'https://crm.example.com' },
    { MEKONG_DEMO: '1', SMTP_URL: 'smtp://127.0.0.1:9' },
  ])('is not there with %o', async (overrides, { database }) => {
    const app = await startApp({ databaseUrl: database.url, env: testEnv(overrides), log: false })
    expect((await outboxOf(app.address)).status).toBe(404)
    await app.close()
  })
})
