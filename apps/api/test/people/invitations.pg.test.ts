import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { gql } from '../client.ts'
import { cookiesOf, signIn } from '../people.ts'
import { test, type Office } from './office.ts'

const password = 'sông sâu nước chảy'
let count = 0
const anAddress = () => `moi${(count += 1)}@example.test`

const tokenIn = (link: string | null | undefined): string => link?.split('/invite/')[1] ?? ''

const look = (app: App, token: string) => fetch(`${app.url}/api/invitation/${token}`)

const accept = (app: App, token: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/invitation/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url, ...headers },
    body: JSON.stringify(body),
  })

async function invited(office: Office, input: object = {}) {
  const answer = await office.done('inviteUser', { email: anAddress(), name: 'Dũng', ...input })
  return { ...answer, userId: answer.user?.id ?? '', token: tokenIn(answer.link) }
}

describe('an invitation', () => {
  test('makes somebody with their place, who is nobody until they accept', async ({ app, office, desk }) => {
    const email = ` Dung.${anAddress()} `
    const answer = await office.done('inviteUser', {
      email,
      name: ' Trần Dũng ',
      role: 'TEAM_LEADER',
      visibility: 'OWN',
      teamIds: [desk.south, desk.north],
    })
    expect(answer).toMatchObject({
      user: {
        name: 'Trần Dũng',
        email: email.trim().toLowerCase(),
        role: 'TEAM_LEADER',
        visibility: 'OWN',
        seesAmounts: true,
        state: 'INVITED',
        isActive: false,
        mainTeam: { id: desk.south },
        invitation: { email: email.trim().toLowerCase() },
      },
      link: expect.stringMatching(/^http:\/\/.+\/invite\/[\w-]{43}$/),
    })
    const card = await desk.create()
    const given = await desk.mutate(desk.manager, 'updateOpportunity', {
      opportunityId: card.id,
      ownerId: answer.user?.id,
    })
    expect(given.userErrors).toMatchObject([{ code: 'INVALID', field: ['ownerId'] }])
    const { invitations } = await gql<{ invitations: { nodes: object[] } }>(
      app,
      office.admin,
      '{ invitations { nodes { email expiresAt user { id } invitedBy { id } } } }',
    )
    expect(invitations.nodes[0]).toMatchObject({ user: { id: answer.user?.id }, invitedBy: { id: office.admin.id } })
    const { rows } = await desk.pool.query('select token_hash from invitation where user_id = $1', [answer.user?.id])
    expect(rows[0].token_hash).not.toContain(tokenIn(answer.link))
  })

  test('lets in whoever has the link, once, and signs them in', async ({ app, office, desk }) => {
    const { token, userId, user } = await invited(office, { teamIds: [desk.north] })
    expect(await (await look(app, token)).json()).toMatchObject({ name: 'Dũng', email: user?.email })
    const accepted = await accept(app, token, { name: 'Trần Văn Dũng', password })
    expect(accepted.status).toBe(201)
    const asThem = { credentials: { cookie: cookiesOf(accepted) } }
    expect(await gql(app, asThem, '{ viewer { user { id name state } role } }')).toEqual({
      viewer: { user: { id: userId, name: 'Trần Văn Dũng', state: 'ACTIVE' }, role: 'REP' },
    })
    expect((await desk.create({}, asThem)).owner).toEqual({ id: userId })
    expect((await signIn(app, user?.email ?? '', password)).status).toBe(200)
    for (const answer of [await look(app, token), await accept(app, token, { name: 'Kẻ gian', password })])
      expect(answer.status).toBe(404)
    expect((await office.user(userId))?.invitation).toBe(null)
  })

  test('tells from where they came, in their sessions and in the audit', async ({ app, office, desk }) => {
    const { token, userId } = await invited(office)
    const accepted = await accept(app, token, { name: 'Dũng', password }, { 'user-agent': 'curl/8.5.0' })
    const asThem = { credentials: { cookie: cookiesOf(accepted) } }
    expect(await gql(app, asThem, '{ viewer { sessions { address device } } }')).toEqual({
      viewer: { sessions: [{ address: '127.0.0.1', device: 'curl/8.5.0' }] },
    })
    const { rows } = await desk.pool.query(
      'select action, address, agent from audit_entry where actor_id = $1 order by at, id',
      [userId],
    )
    expect(rows).toEqual(
      ['ACCEPT_INVITATION', 'SIGN_IN'].map((action) => ({ action, address: '127.0.0.1', agent: 'curl/8.5.0' })),
    )
  })

  test('lets in one of two who come at once', async ({ app, office }) => {
    const { token } = await invited(office)
    const both = await Promise.all([1, 2].map(() => accept(app, token, { name: 'Dũng', password })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 404])
  })

  test('wants a name and a good password, and says so in the language of the page', async ({ app, office }) => {
    const { token } = await invited(office)
    const refused = await accept(app, token, { name: ' ', password: 'ngắn' }, { 'accept-language': 'vi' })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toEqual({
      errors: [
        { field: 'name', message: 'Không được để trống.' },
        { field: 'password', message: 'Cần ít nhất 10 ký tự.' },
      ],
    })
    expect((await look(app, token)).status).toBe(200)
  })

  test('that ended, was withdrawn or never was is not there, in one answer', async ({ app, office, desk }) => {
    const old = await invited(office)
    await desk.pool.query(`update invitation set expires_at = now() - interval '1 second' where user_id = $1`, [
      old.userId,
    ])
    const withdrawn = await invited(office)
    await office.done('revokeInvitation', { id: withdrawn.invitation?.id })
    const answers = await Promise.all(
      [old.token, withdrawn.token, 'x'.repeat(43)].map(async (token) => {
        const looked = await look(app, token)
        const taken = await accept(app, token, { name: 'Dũng', password })
        const { extensions: _, ...rest } = JSON.parse(await looked.text()).errors?.[0] ?? {}
        return [looked.status, taken.status, rest]
      }),
    )
    expect(answers[0]?.slice(0, 2)).toEqual([404, 404])
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('that is withdrawn leaves nobody, and its address free', async ({ office }) => {
    const email = anAddress()
    const { userId, invitation } = await invited(office, { email })
    expect((await office.tell('inviteUser', { email: email.toUpperCase() })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['email'] },
    ])
    await office.done('revokeInvitation', { id: invitation?.id })
    expect(await office.user(userId)).toBe(null)
    expect((await office.tell('revokeInvitation', { id: invitation?.id })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ])
    await office.done('inviteUser', { email })
  })

  test('that is sent again has another link, and the first one is dead', async ({ app, office }) => {
    const { invitation, token } = await invited(office)
    const again = await office.done('resendInvitation', { id: invitation?.id })
    expect((await look(app, token)).status).toBe(404)
    expect((await accept(app, tokenIn(again.link), { name: 'Dũng', password })).status).toBe(201)
  })

  test('is mailed with its link, in the language of whom it is for, and once', async ({ office, desk }) => {
    const input = { email: anAddress(), name: 'Dũng', clientMutationId: 'mail once' }
    const { link } = await office.done('inviteUser', input)
    await office.done('inviteUser', input)
    const { rows } = await desk.pool.query(
      `select kind, subject, content ->> 'text' as text from outgoing_mail where recipient = $1`,
      [input.email],
    )
    expect(rows).toEqual([
      {
        kind: 'invitation',
        subject: 'Mời bạn vào Cửu Long trên Mekong',
        text: expect.stringContaining(link ?? 'no link'),
      },
    ])
    expect(rows[0].text).toContain(`${office.admin.name} mời bạn`)
  })

  test('that is refused is not mailed', async ({ office, desk }) => {
    const taken = await invited(office)
    const count = async () => (await desk.pool.query('select count(*)::integer as n from outgoing_mail')).rows[0].n
    const before = await count()
    await office.tell('inviteUser', { email: taken.user?.email })
    expect(await count()).toBe(before)
  })

  test('asked for twice under one key is one, and its link is told once', async ({ office, desk }) => {
    const input = { email: anAddress(), clientMutationId: 'invite once' }
    const first = await office.done('inviteUser', input)
    const second = await office.done('inviteUser', input)
    expect(second).toEqual({ ...first, link: null })
    const { rows } = await desk.pool.query(`select outcome::text from idempotency_key where key = 'invite once'`)
    expect(rows[0].outcome).not.toContain(tokenIn(first.link))
  })

  test('is no way to make anybody leave or come back', async ({ office }) => {
    const { userId } = await invited(office)
    for (const name of ['deactivateUser', 'reactivateUser'] as const)
      expect((await office.tell(name, { id: userId })).userErrors).toMatchObject([{ code: 'INVALID', field: ['id'] }])
  })

  test('may be changed before it is accepted', async ({ office, desk }) => {
    const { userId } = await invited(office)
    expect(await office.done('updateUser', { id: userId, teamIds: [desk.north], role: 'MANAGER' })).toMatchObject({
      user: { role: 'MANAGER', state: 'INVITED', mainTeam: { id: desk.north } },
    })
  })
})

describe('somebody whom an import made', () => {
  test('is let in by an invitation, with all that they own', async ({ app, office, desk, people }) => {
    const lan = await people.make({ name: 'Võ Thị Lan', teams: [desk.north] })
    await desk.pool.query('update app_user set has_sign_in = false where id = $1', [lan.id])
    const card = await desk.create({ ownerId: lan.id, teamId: desk.north }, desk.manager)
    const email = anAddress()
    const { link, user } = await office.done('inviteUser', { userId: lan.id, email })
    expect(user).toMatchObject({ id: lan.id, name: 'Võ Thị Lan', state: 'ACTIVE', email: null, invitation: { email } })
    const accepted = await accept(app, tokenIn(link), { name: 'Võ Thị Lan', password })
    const asLan = { credentials: { cookie: cookiesOf(accepted) } }
    expect((await desk.read(asLan, card.id))?.owner).toEqual({ id: lan.id })
    expect(await office.user(lan.id)).toMatchObject({ email, invitation: null })
    expect((await office.tell('inviteUser', { userId: lan.id, email: anAddress() })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['userId'] },
    ])
  })

  test('stays as they were when it is withdrawn', async ({ office, desk, people }) => {
    const lan = await people.make({ teams: [desk.north] })
    await desk.pool.query('update app_user set has_sign_in = false where id = $1', [lan.id])
    const { invitation } = await office.done('inviteUser', { userId: lan.id, email: anAddress() })
    await office.done('revokeInvitation', { id: invitation?.id })
    expect(await office.user(lan.id)).toMatchObject({ state: 'ACTIVE', invitation: null })
  })
})
