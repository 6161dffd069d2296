import { describe, expect } from 'vitest'
import { startApp } from '../../src/app.ts'
import { test, testEnv } from '../harness.ts'
import { RawSocket, upgradeStatus } from './raw-socket.ts'

const query = '{ users { nodes { id } } }'

describe('the protocol graphql-transport-ws', () => {
  test('another subprotocol is closed 4406', async ({ app }) => {
    await using socket = await RawSocket.open(app, { protocols: [] })
    expect((await socket.closed).code).toBe(4406)
  })

  test('who says nothing is closed 4408 after three seconds', async ({ app }) => {
    const began = performance.now()
    await using socket = await RawSocket.open(app)
    expect((await socket.closed).code).toBe(4408)
    expect(performance.now() - began).toBeGreaterThan(2_900)
  })

  test('a second introduction is closed 4429', async ({ app }) => {
    await using socket = await RawSocket.ready(app)
    socket.say({ type: 'connection_init' })
    expect((await socket.closed).code).toBe(4429)
  })

  test('an operation without introduction is closed 4401', async ({ app }) => {
    await using socket = await RawSocket.open(app)
    socket.ask('1', query)
    expect((await socket.closed).code).toBe(4401)
  })

  test('an id that is in use is closed 4409', async ({ app, people, database }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: credentials })
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('lock table app_user in access exclusive mode') // keeps the first one from ending
    socket.ask('1', query)
    socket.ask('1', query)
    expect((await socket.closed).code).toBe(4409)
    await client.query('rollback')
    client.release()
  })

  const bad: readonly [string, string | Buffer][] = [
    ['no JSON', '{'],
    ['an unknown type', '{"type":"start"}'],
    ['an operation without a query', '{"id":"1","type":"subscribe","payload":{}}'],
    ['a binary message', Buffer.from('{"type":"ping"}')],
  ]
  test.for(bad)('%s is closed 4400', async ([, message], { app }) => {
    await using socket = await RawSocket.ready(app)
    socket.say(message)
    expect((await socket.closed).code).toBe(4400)
  })

  test('a message of more than 128 KiB is closed 1009', async ({ app }) => {
    await using socket = await RawSocket.ready(app)
    socket.say({ type: 'ping', payload: { text: 'x'.repeat(131_072) } })
    expect((await socket.closed).code).toBe(1009)
  })

  test('a refused operation costs its neighbours nothing', async ({ app, people }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: credentials })
    socket.ask('bad', '{ users {')
    socket.ask('good', query)
    expect(await socket.hears('error', 'bad')).toMatchObject({
      payload: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    })
    expect(await socket.hears('next', 'good')).toMatchObject({ payload: { data: {} } })
    await socket.hears('complete', 'good')
  })

  test('of 51 operations at once the last is refused, and the socket goes on', async ({ app, people, database }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: credentials })
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('lock table app_user in access exclusive mode')
    for (let number = 1; number <= 51; number++) socket.ask(String(number), query)
    expect(await socket.hears('error')).toMatchObject({
      id: '51',
      payload: [{ extensions: { code: 'THROTTLED', cost: { requested: 0, actual: 0 } } }],
    })
    await client.query('rollback')
    client.release()
    await socket.hears('complete', '50')
    socket.ask('52', query)
    await socket.hears('next', '52')
  })

  test('a ping is answered with its payload', async ({ app }) => {
    await using socket = await RawSocket.ready(app)
    socket.say({ type: 'ping', payload: { at: 1 } })
    expect(await socket.hears('pong')).toEqual({ type: 'pong', payload: { at: 1 } })
  })
})

describe('who may open a socket', () => {
  const cookie = 'better-auth.session_token=anything'
  const foreign = ['https://evil.example', 'null', 'https://app.example.evil.com', 'not an origin']

  test.for(foreign)('not a page of %s', async (origin, { app }) => {
    expect(await upgradeStatus(app, { origin })).toBe(403)
    expect(await upgradeStatus(app, { origin, cookie })).toBe(403)
  })

  test('a missing origin only without a cookie', async ({ app }) => {
    expect(await upgradeStatus(app, {})).toBe(101)
    expect(await upgradeStatus(app, { cookie })).toBe(403)
  })

  test('the page that we serve', async ({ app }) => {
    expect(await upgradeStatus(app, { origin: app.url, cookie })).toBe(101)
  })

  test('pages that the operator names', async ({ database }) => {
    const env = testEnv({ MEKONG_ORIGINS: 'https://app.example.com' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    expect(await upgradeStatus(app, { origin: 'https://app.example.com', cookie })).toBe(101)
    expect(await upgradeStatus(app, { origin: 'https://app.example.com.evil.com', cookie })).toBe(403)
    await app.close()
  })

  test('only at /graphql', async ({ app }) => {
    expect(await upgradeStatus(app, { origin: app.url }, '/elsewhere')).toBe(404)
  })
})

describe('who is behind a socket', () => {
  test('a key, told in the introduction', async ({ app, people }) => {
    const { id } = await people.make()
    const { secret } = await people.key(id, ['READ_OPPORTUNITIES'])
    await using socket = await RawSocket.ready(app, { payload: { authorization: `Bearer ${secret}` } })
    socket.ask('1', query)
    await socket.hears('next', '1')
  })

  test('a key that is none is closed 4401', async ({ app }) => {
    await using socket = await RawSocket.open(app)
    socket.say({ type: 'connection_init', payload: { authorization: 'Bearer mk_nothing' } })
    expect((await socket.closed).code).toBe(4401)
  })

  test('nobody is told UNAUTHENTICATED for each operation', async ({ app }) => {
    await using socket = await RawSocket.ready(app)
    socket.ask('1', query)
    expect(await socket.hears('error', '1')).toMatchObject({ payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  test('messages speak the language of the introduction', async ({ app }) => {
    await using socket = await RawSocket.ready(app, { payload: { acceptLanguage: 'en' } })
    socket.ask('1', query)
    expect(await socket.hears('error', '1')).toMatchObject({ payload: [{ message: 'Please sign in.' }] })
  })

  test('a session that ends closes its sockets at once, and no others', async ({ app, people }) => {
    const person = await people.make()
    const other = await people.session(person.id)
    await using socket = await RawSocket.ready(app, { headers: person.credentials })
    await using neighbour = await RawSocket.ready(app, { headers: other.credentials })
    const began = performance.now()
    await fetch(`${app.url}/api/auth/sign-out`, { method: 'POST', headers: { ...person.credentials, origin: app.url } })
    expect((await socket.closed).code).toBe(4401)
    expect(performance.now() - began).toBeLessThan(1_000)
    neighbour.ask('1', query)
    await neighbour.hears('next', '1')
  })

  test('a role that changes counts for what an open socket asks next', async ({ app, people, database }) => {
    const person = await people.administrator()
    const reason = (number: number) =>
      `mutation { createLostReason(input: { name: "Reason ${number}" }) { userErrors { code } } }`
    await using socket = await RawSocket.ready(app, { headers: person.credentials })
    socket.ask('1', reason(1))
    await socket.hears('next', '1')
    await database.pool.query(`update app_user set role = 'REP' where id = $1`, [person.id])
    let number = 1
    const isForbidden = async () => {
      const id = String((number += 1))
      socket.ask(id, reason(number))
      const answer = await Promise.race([socket.hears('error', id), socket.hears('next', id)])
      return JSON.stringify(answer).includes('FORBIDDEN')
    }
    await expect.poll(isForbidden, { timeout: 6_000, interval: 100 }).toBe(true)
  })

  test('who is deactivated behind our back is closed within some seconds', async ({ app, people, database }) => {
    const person = await people.make()
    await using socket = await RawSocket.ready(app, { headers: person.credentials })
    await database.pool.query('update app_user set is_active = false where id = $1', [person.id])
    const began = performance.now()
    expect((await socket.closed).code).toBe(4401)
    expect(performance.now() - began).toBeLessThan(6_000)
  })
})

test('a stopping server closes sockets 1012, so that clients come again', async ({ database }) => {
  const app = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
  await using socket = await RawSocket.ready(app)
  await app.close()
  expect((await socket.closed).code).toBe(1012)
})
