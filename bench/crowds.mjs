// node bench/crowds.mjs [--only sockets,silent] [--rounds 5] [--seconds 2] [--dist DIR]: what somebody else's small query
// and new socket cost while a client of ill will is at work, in turns with how it is without. Limits as they are by default.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { temporaryPostgres } from '@mekong/local-postgres'
import { startChild } from './child.mjs'
import { post } from './http.mjs'
import { follow } from './socket.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'sockets,silent,messages,unread' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    dist: { type: 'string', default: join(import.meta.dirname, '../apps/api/dist') },
  },
})
const seconds = Number(values.seconds)
const query = '{ viewer { user { id } } }'

async function signIn(url, email) {
  const { headers } = await post(
    `${url}/api/auth/sign-in/email`,
    {},
    JSON.stringify({ email, password: 'mekong-demo' }),
  )
  return headers['set-cookie'][0].split(';')[0]
}

/** How long each query takes, and each new socket until it is acknowledged and has answered. */
async function attend(url, cookie) {
  const end = performance.now() + seconds * 1000
  const queries = []
  const sockets = []
  const timed = async (into, act, pauseMs) => {
    while (performance.now() < end) {
      const at = performance.now()
      await act()
      into.push(performance.now() - at)
      await wait(pauseMs)
    }
  }
  const open = async () => {
    const socket = await follow(`${url.replace('http', 'ws')}/graphql`, { cookie, origin: url }, { query }, () => {})
    socket.close()
  }
  await Promise.all([
    timed(queries, () => post(`${url}/graphql`, { cookie }, JSON.stringify({ query })), 5),
    timed(sockets, open, 50),
  ])
  return { queries, sockets }
}

const quantile = (waits, part) => {
  const sorted = waits.toSorted((a, b) => a - b)
  return Number((sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1))
}

const figures = ({ queries, sockets }) => ({
  p50: quantile(queries, 0.5),
  p99: quantile(queries, 0.99),
  'socket p50': quantile(sockets, 0.5),
  'socket p99': quantile(sockets, 0.99),
})

const add = (all, more) => {
  for (const [name, waits] of Object.entries(more)) all[name].push(...waits)
}

const postgres = await temporaryPostgres()
const env = { ...process.env, DATABASE_URL: postgres.url('postgres'), MEKONG_DEMO: '1', PORT: '0' }
const server = await startChild([join(values.dist, 'main.js')], { ...env, MEKONG_LOG: 'error' })
try {
  const { url } = server
  const good = await signIn(url, 'manager@demo.mekong.test')
  const ill = await signIn(url, 'an@demo.mekong.test')
  await attend(url, good)
  const table = {}
  for (const kind of values.only.split(',')) {
    const without = { queries: [], sockets: [] }
    const beside = { queries: [], sockets: [] }
    let handled = 0
    for (let round = 0; round < Number(values.rounds); round++) {
      add(without, await attend(url, good))
      const crowd = fork(join(import.meta.dirname, 'crowd.mjs'), [kind, url, ill])
      let done = 0
      crowd.on('message', (count) => (done = count))
      await wait(1_000)
      const before = done
      add(beside, await attend(url, good))
      handled += done - before
      crowd.kill()
      await wait(500)
    }
    const perSecond = Math.round(handled / seconds / Number(values.rounds))
    table[`${kind}: without`] = figures(without)
    table[`${kind}: beside it`] = { ...figures(beside), 'ended a second': perSecond }
  }
  console.table(table)
} finally {
  await server.stop()
  await postgres.stop()
}
