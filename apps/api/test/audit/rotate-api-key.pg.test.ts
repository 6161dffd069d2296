import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { gql, post } from '../client.ts'
import { test } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'
import { until } from '../live/until.ts'
import type { Person } from '../people.ts'

const query = '{ users { nodes { id } } }'
const rotate = `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
  apiKey { id name scopes prefix expiresAt previousUntil lastUsedAt lastUsedAddress } secret userErrors { code field } } }`

interface Rotated {
  readonly apiKey: Record<string, unknown> | null
  readonly secret: string | null
  readonly userErrors: readonly { code: string; field: readonly string[] }[]
}

const rotated = async (app: App, who: Pick<Person, 'credentials'>, input: object) =>
  (await gql<{ rotateApiKey: Rotated }>(app, who, rotate, { input })).rotateApiKey

const bearer = (secret: string | null) => ({ credentials: { authorization: `Bearer ${secret}` } })
const statusOf = async (app: App, asker: Pick<Person, 'credentials'>) => (await post(app, asker, { query })).status
const hourMs = 3_600_000

describe('rotating a key', () => {
  test('gives it a new secret; the old one goes on for 24 hours, and both are one key', async ({ app, people }) => {
    const an = await people.make()
    const key = await people.key(an.id, ['WRITE_OPPORTUNITIES'], new Date(Date.now() + 72 * hourMs))
    const { apiKey, secret, userErrors } = await rotated(app, an, { id: key.id })
    expect(userErrors).toEqual([])
    expect(apiKey).toMatchObject({
      id: key.id,
      name: 'test',
      scopes: ['WRITE_OPPORTUNITIES'],
      prefix: secret?.slice(0, 7),
    })
    const hours = (Date.parse(String(apiKey?.['previousUntil'])) - Date.now()) / hourMs
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThanOrEqual(24)

    const create = (asker: Pick<Person, 'credentials'>) =>
      gql<{ createCompany: { company: { id: string } } }>(
        app,
        asker,
        `mutation { createCompany(input: { name: "Sông Hậu", clientMutationId: "once" }) { company { id } } }`,
      )
    expect(await create(key)).toEqual(await create(bearer(secret)))
  })

  test('ends the old secret with its overlap, on requests and open sockets', async ({ app, people, database }) => {
    const an = await people.make()
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    const { secret } = await rotated(app, an, { id: key.id, overlapHours: 1 })
    const opened = { payload: { authorization: `Bearer ${key.secret}` } }
    await using socket = await RawSocket.ready(app, opened)
    await using newSocket = await RawSocket.ready(app, { payload: { authorization: `Bearer ${secret}` } })
    await database.pool.query(`update api_key set previous_until = now() where id = $1`, [key.id])
    const began = performance.now()
    expect((await socket.closed).code).toBe(4401)
    expect(performance.now() - began).toBeLessThan(5_000)
    app.services.callers.told({ keyId: key.id })
    expect(await statusOf(app, key)).toBe(401)
    expect(await statusOf(app, bearer(secret))).toBe(200)
    expect(newSocket.socket.readyState).toBe(newSocket.socket.OPEN)
  })

  test('at once ends the old secret at once', async ({ app, people }) => {
    const an = await people.make()
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    await using socket = await RawSocket.ready(app, { payload: { authorization: `Bearer ${key.secret}` } })
    expect(await statusOf(app, key)).toBe(200)
    const { apiKey, secret } = await rotated(app, an, { id: key.id, overlapHours: 0 })
    expect(apiKey?.['previousUntil']).toBeNull()
    expect(await statusOf(app, key)).toBe(401)
    expect(await statusOf(app, bearer(secret))).toBe(200)
    expect((await socket.closed).code).toBe(4401)
  })

  test('twice leaves two secrets, not three', async ({ app, people }) => {
    const an = await people.make()
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    const first = await rotated(app, an, { id: key.id })
    const second = await rotated(app, an, { id: key.id })
    expect(await statusOf(app, key)).toBe(401)
    expect(await statusOf(app, bearer(first.secret))).toBe(200)
    expect(await statusOf(app, bearer(second.secret))).toBe(200)
  })

  test('never makes the old secret live longer than it would have', async ({ app, people }) => {
    const an = await people.make()
    const end = new Date(Date.now() + hourMs)
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'], end)
    const { apiKey } = await rotated(app, an, { id: key.id })
    expect(apiKey?.['previousUntil']).toBe(end.toISOString())
  })

  test('keeps no secret: not in the database, not in the audit', async ({ app, people, database }) => {
    const an = await people.make()
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    const input = { id: key.id, clientMutationId: 'rotate-1' }
    const { secret } = await rotated(app, an, input)
    expect(await rotated(app, an, input)).toMatchObject({ apiKey: { id: key.id }, secret: null, userErrors: [] })
    const { rows } = await database.pool.query(
      `select json_agg(k)::text || (select json_agg(i)::text from idempotency_key i)
         || (select json_agg(a)::text from audit_entry a) as text from api_key k`,
    )
    expect(rows[0].text).toContain('ROTATE_API_KEY')
    expect(rows[0].text).not.toContain(secret?.slice(7))
  })

  test('is refused for an ended key, for others’ keys and beyond its limits', async ({ app, people, database }) => {
    const [an, binh, admin] = [await people.make(), await people.make(), await people.administrator()]
    const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
    const expired = await people.key(an.id, ['READ_OPPORTUNITIES'], new Date(Date.now() - 1_000))
    const refusal = async (who: Person, input: object) => {
      const { apiKey, secret, userErrors } = await rotated(app, who, input)
      expect([apiKey, secret]).toEqual([null, null])
      return userErrors
    }
    expect(await refusal(binh, { id: key.id })).toEqual([{ code: 'NOT_FOUND', field: ['id'] }])
    expect(await refusal(admin, { id: key.id })).toEqual([{ code: 'FORBIDDEN', field: ['id'] }])
    expect(await refusal(an, { id: 'key_x' })).toEqual([{ code: 'NOT_FOUND', field: ['id'] }])
    expect(await refusal(an, { id: expired.id })).toEqual([{ code: 'INVALID', field: ['id'] }])
    expect(await refusal(an, { id: key.id, overlapHours: 169 })).toEqual([{ code: 'INVALID', field: ['overlapHours'] }])
    await database.pool.query('update api_key set revoked_at = now() where id = $1', [key.id])
    expect(await refusal(an, { id: key.id })).toEqual([{ code: 'INVALID', field: ['id'] }])
  })
})

test('a key tells from where it was last used', async ({ app, people, database }) => {
  const an = await people.make()
  const key = await people.key(an.id, ['READ_OPPORTUNITIES'])
  await statusOf(app, key)
  await until('the use is noted', async () => {
    const { rows } = await database.pool.query('select last_used_address from api_key where id = $1', [key.id])
    return rows[0].last_used_address === '127.0.0.1'
  })
})
