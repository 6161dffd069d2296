import { describe, expect } from 'vitest'
import { ask, gql, post } from '../client.ts'
import { test } from '../harness.ts'
import { RawSocket } from './raw-socket.ts'

const dayMs = 86_400_000
const query = '{ users { nodes { id } } }'

const create = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey { id name prefix scopes createdAt expiresAt lastUsedAt revokedAt owner { id } }
    secret clientMutationId userErrors { code field message }
  }
}`
const revoke = `mutation ($id: ID!) {
  revokeApiKey(input: { id: $id }) { apiKey { id revokedAt } userErrors { code field } }
}`
const list = '{ apiKeys { totalCount nodes { id name owner { id } lastUsedAt } } }'

interface Created {
  createApiKey: {
    apiKey: Record<string, unknown> & { id: string; expiresAt: string }
    secret: string | null
    userErrors: { code: string; field: string[] }[]
  }
}

const bearer = (secret: string | null) => ({ credentials: { authorization: `Bearer ${secret}` } })

describe('making a key', () => {
  test('tells the secret once, and stores only its hash', async ({ app, people, database }) => {
    const an = await people.make()
    const input = { name: ' Reports ', scopes: ['READ_OPPORTUNITIES'], clientMutationId: 'make-1' }
    const { createApiKey: made } = await gql<Created>(app, an, create, { input })
    expect(made.userErrors).toEqual([])
    expect(made.secret).toMatch(/^mk_[\w-]{43}$/)
    expect(made.apiKey).toMatchObject({
      name: 'Reports',
      prefix: made.secret?.slice(0, 7),
      scopes: ['READ_OPPORTUNITIES'],
      lastUsedAt: null,
      revokedAt: null,
      owner: { id: an.id },
    })
    const days = (Date.parse(made.apiKey.expiresAt) - Date.now()) / dayMs
    expect(Math.round(days)).toBe(90)

    const again = await gql<Created>(app, an, create, { input })
    expect(again.createApiKey).toMatchObject({ apiKey: { id: made.apiKey.id }, secret: null })
    const stored = await database.pool.query(
      `select json_agg(k)::text || (select json_agg(i)::text from idempotency_key i) as text from api_key k`,
    )
    expect(stored.rows[0].text).not.toContain(made.secret?.slice(7))
    expect(await gql(app, bearer(made.secret), query)).toBeDefined()
  })

  test.for([
    ['a blank name', { name: '  ' }, 'name'],
    ['a name of 201 letters', { name: 'x'.repeat(201) }, 'name'],
    ['a name with NUL', { name: 'a\0b' }, 'name'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['an end in the past', { expiresAt: new Date(Date.now() - 1_000).toISOString() }, 'expiresAt'],
    ['an end in over a year', { expiresAt: new Date(Date.now() + 367 * dayMs).toISOString() }, 'expiresAt'],
  ] as const)('%s is INVALID', async ([, wrong, field], { app, people, database }) => {
    const an = await people.make()
    const input = { name: 'Key', scopes: ['READ_OPPORTUNITIES'], ...wrong }
    const { createApiKey: made } = await gql<Created>(app, an, create, { input })
    expect(made).toMatchObject({ apiKey: null, secret: null, userErrors: [{ code: 'INVALID', field: [field] }] })
    const { rows } = await database.pool.query('select 1 from api_key where user_id = $1', [an.id])
    expect(rows).toEqual([])
  })

  test('there is an end to the number of keys', async ({ app, people }) => {
    const an = await people.make()
    for (let made = 0; made < 50; made++) await people.key(an.id, ['READ_OPPORTUNITIES'])
    const input = { name: 'One more', scopes: ['READ_OPPORTUNITIES'] }
    const { createApiKey: made } = await gql<Created>(app, an, create, { input })
    expect(made.userErrors).toMatchObject([{ code: 'LIMIT_EXCEEDED' }])
  })
})

describe('a key opens what its scopes and its owner’s role both allow', () => {
  const setUp = 'mutation { createLostReason(input: { name: "Too late" }) { userErrors { code } } }'

  test('reading only', async ({ app, people }) => {
    const { id } = await people.administrator()
    const key = await people.key(id, ['READ_OPPORTUNITIES'])
    expect((await ask(app, key, query)).errors).toBeUndefined()
    const input = { name: 'Another', scopes: ['ADMIN'] }
    expect((await post(app, key, { query: list })).status).toBe(403)
    expect((await post(app, key, { query: create, variables: { input } })).status).toBe(403)
  })

  test('the owner’s role is the ceiling', async ({ app, people }) => {
    const rep = await people.make()
    const administrator = await people.administrator()
    const keyOf = async (id: string) => people.key(id, ['ADMIN'])
    expect((await ask(app, await keyOf(rep.id), setUp)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect((await ask(app, await keyOf(administrator.id), setUp)).errors).toBeUndefined()
  })
})

describe('a key that is no good', () => {
  test('gets one answer, whatever is wrong with it', async ({ app, people, database }) => {
    const an = await people.make()
    const gone = await people.make()
    const revoked = await people.key(an.id, ['READ_OPPORTUNITIES'])
    await database.pool.query('update api_key set revoked_at = now() where id = $1', [revoked.id])
    const ofGone = await people.key(gone.id, ['READ_OPPORTUNITIES'])
    await database.pool.query('update app_user set is_active = false where id = $1', [gone.id])
    const good = await people.key(an.id, ['READ_OPPORTUNITIES'])
    const wrongEnd = `${good.secret.slice(0, -1)}${good.secret.endsWith('A') ? 'B' : 'A'}`
    const expired = await people.key(an.id, ['READ_OPPORTUNITIES'], new Date(Date.now() - 1_000))

    const texts = await Promise.all(
      [
        revoked,
        ofGone,
        expired,
        bearer(wrongEnd),
        bearer('mk_'),
        bearer('nonsense'),
        { credentials: { authorization: 'Basic YTpi' } },
      ].map(async (asker) => {
        const response = await post(app, asker, { query })
        return `${response.status} ${await response.text()}`
      }),
    )
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toMatch(/^401 .*UNAUTHENTICATED/)
    expect((await post(app, good, { query })).status).toBe(200)
  })

  test('goes before a good cookie', async ({ app, people }) => {
    const an = await people.make()
    const response = await post(app, an, { query }, { authorization: 'Bearer mk_nothing' })
    expect(response.status).toBe(401)
  })
})

describe('ending a key', () => {
  test('works at once, on requests and open sockets, and on other keys not at all', async ({ app, people }) => {
    const an = await people.make()
    const [key, other] = [
      await people.key(an.id, ['READ_OPPORTUNITIES']),
      await people.key(an.id, ['READ_OPPORTUNITIES']),
    ]
    await using socket = await RawSocket.ready(app, { payload: { authorization: `Bearer ${key.secret}` } })
    expect((await post(app, key, { query })).status).toBe(200)
    const { revokeApiKey: ended } = await gql<{ revokeApiKey: Record<string, unknown> }>(app, an, revoke, {
      id: key.id,
    })
    expect(ended).toMatchObject({ apiKey: { id: key.id, revokedAt: expect.any(String) }, userErrors: [] })
    expect((await post(app, key, { query })).status).toBe(401)
    expect((await post(app, other, { query })).status).toBe(200)
    expect((await socket.closed).code).toBe(4401)
    expect(await gql(app, an, revoke, { id: key.id })).toEqual({ revokeApiKey: ended }) // again: nothing changes
  })

  test('others’ keys are not there, except for an administrator', async ({ app, people }) => {
    const [an, manager, administrator] = [await people.make(), await people.manager(), await people.administrator()]
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    const refused = { revokeApiKey: { apiKey: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] } }
    expect(await gql(app, manager, revoke, { id: key.id })).toEqual(refused)
    for (const id of ['key_01h2xcejqtf2nbrexx3vqjhp41', manager.id, "' or 1=1"])
      expect(await gql(app, an, revoke, { id })).toEqual(refused)
    expect(await gql(app, administrator, revoke, { id: key.id })).toMatchObject({ revokeApiKey: { userErrors: [] } })
  })
})

describe('the list of keys', () => {
  test('has one’s own, for an administrator everybody’s', async ({ app, people }) => {
    const [an, administrator] = [await people.make(), await people.administrator()]
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    await people.key(administrator.id, ['ADMIN'])
    type Listed = { apiKeys: { totalCount: number; nodes: { id: string; owner: { id: string } }[] } }
    const own = await gql<Listed>(app, an, list)
    expect(own.apiKeys).toMatchObject({ totalCount: 1, nodes: [{ id: key.id, owner: { id: an.id } }] })
    const all = await gql<Listed>(app, administrator, list)
    expect(all.apiKeys.nodes.map(({ id }) => id)).toContain(key.id)
    expect(all.apiKeys.totalCount).toBeGreaterThan(2)
  })

  test('tells when a key was last used', async ({ app, people }) => {
    const an = await people.make()
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    await gql(app, key, query)
    const used = async () =>
      (await gql<{ apiKeys: { nodes: { lastUsedAt: string | null }[] } }>(app, an, list)).apiKeys.nodes[0]?.lastUsedAt
    await expect.poll(used).toEqual(expect.stringMatching(/^\d{4}-/))
  })
})
