// Clients by nothing but what Node brings: they know the API as its guide tells it, and come again as it asks them to.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** A key of the demo's manager. @param {string} url */
export async function signIn(url) {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'manager@demo.mekong.test', password: 'mekong-demo' }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';', 1)[0])
    .join('; ')
  const query = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { message } } }`
  const input = { name: `work ${randomUUID()}`, scopes: ['READ_OPPORTUNITIES', 'WRITE_OPPORTUNITIES'] }
  const { createApiKey } = await ask(url, { cookie, origin: url }, query, { input })
  return /** @type {string} */ (createApiKey.secret)
}

/** What a client tries again: nothing was answered, or the answer says that another try may do. */
class NotNow extends Error {}

/**
 * @param {string} url
 * @param {Record<string, string>} credentials
 * @param {string} query
 * @param {object} [variables]
 */
async function ask(url, credentials, query, variables) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(20_000),
  }).catch((error) => {
    throw new NotNow('nothing came back', { cause: error })
  })
  if ([502, 503, 504].includes(answer.status)) throw new NotNow(String(answer.status))
  const text = await answer.text().catch((error) => {
    throw new NotNow('the answer broke off', { cause: error })
  })
  const { data, errors } = JSON.parse(text)
  if (errors?.[0]?.extensions.code === 'SERVICE_UNAVAILABLE') throw new NotNow('busy')
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

const board = `{ pipelines(first: 1) { nodes { id stages { id kind } } } }`
const create = `mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { id } } }`
const move = `mutation ($input: MoveOpportunityInput!) {
  moveOpportunity(input: $input) { opportunity { id } clientMutationId userErrors { code message } } }`
const changes = `query ($id: ID!, $after: String) {
  changes(pipelineId: $id, after: $after, first: 100) { nodes { seq clientMutationId } pageInfo { hasNextPage endCursor } } }`

/** Moves a card of their own to and fro, and sends each move until it is answered, under one key. */
export class Writer {
  isDone = false
  retries = 0
  /** @type {string[]} */
  acknowledged = []

  /** @param {string} url @param {string} key @param {string} pipelineId @param {string[]} stageIds @param {string} cardId */
  constructor(url, key, pipelineId, stageIds, cardId) {
    this.url = url
    this.credentials = { authorization: `Bearer ${key}` }
    this.pipelineId = pipelineId
    this.stageIds = stageIds
    this.cardId = cardId
  }

  /** @param {string} url @param {string} key */
  static async on(url, key) {
    const credentials = { authorization: `Bearer ${key}` }
    const { pipelines } = await ask(url, credentials, board)
    const [{ id, stages }] = pipelines.nodes
    const open = stages.filter((/** @type {{ kind: string }} */ { kind }) => kind === 'OPEN')
    const stageIds = open.slice(0, 2).map((/** @type {{ id: string }} */ stage) => stage.id)
    const { createOpportunity } = await ask(url, credentials, create, {
      input: { pipelineId: id, title: 'To and fro' },
    })
    return new Writer(url, key, id, stageIds, createOpportunity.opportunity.id)
  }

  async work() {
    for (let count = 1; !this.isDone; count++) {
      const clientMutationId = randomUUID()
      const toStageId = this.stageIds[count % 2]
      const { moveOpportunity } = await this.#untilAnswered({ opportunityId: this.cardId, toStageId, clientMutationId })
      if (!moveOpportunity.opportunity) throw new Error(JSON.stringify(moveOpportunity.userErrors))
      this.acknowledged.push(clientMutationId)
      await wait(20)
    }
    return this.acknowledged
  }

  /** All that was told of the board, by pulling it. */
  async told() {
    /** @type {{ seq: number, clientMutationId: string | null }[]} */
    const all = []
    /** @type {string | null} */
    let after = null
    for (;;) {
      const answer = await ask(this.url, this.credentials, changes, { id: this.pipelineId, after })
      const { nodes, pageInfo } = answer.changes
      all.push(...nodes)
      if (!pageInfo.hasNextPage) return all
      after = pageInfo.endCursor
    }
  }

  /** @param {object} input */
  async #untilAnswered(input) {
    for (let tries = 1; ; tries++)
      try {
        return await ask(this.url, this.credentials, move, { input })
      } catch (error) {
        if (!(error instanceof NotNow) || tries === 20) throw error
        this.retries += 1
        await wait(100 * tries * (0.5 + Math.random()))
      }
  }
}

const follow = `subscription ($id: ID!, $after: String) { boardEvents(pipelineId: $id, after: $after) {
  __typename
  ... on BoardSnapshot { seq cursor }
  ... on BoardEvents { fromSeq toSeq cursor }
  ... on BoardHeartbeat { seq cursor }
  ... on BoardResync { reason }
} }`

/** Keeps a position on a board over as many sockets as it takes. */
export class Follower {
  seq = -1
  /** @type {string | null} */
  cursor = null
  /** @type {string[]} */
  gaps = []
  /** @type {string[]} */
  resyncs = []
  /** @type {number[]} */
  closes = []
  /** From a close to the next message. @type {number[]} */
  waitsMs = []
  #isWanted = true
  #closedAt = 0
  #failures = 0
  /** @type {WebSocket | undefined} */
  #socket

  /** @param {string} url @param {string} key @param {string} pipelineId */
  constructor(url, key, pipelineId) {
    this.url = url
    this.key = key
    this.pipelineId = pipelineId
  }

  /** @param {string} url @param {string} key @param {string} pipelineId */
  static async on(url, key, pipelineId) {
    const follower = new Follower(url, key, pipelineId)
    follower.#connect()
    while (follower.seq < 0) await wait(10)
    return follower
  }

  /** @param {number} seq */
  async reaches(seq) {
    const end = performance.now() + 20_000
    while (this.seq < seq) {
      if (performance.now() > end) throw new Error(`It is at ${this.seq} and should be at ${seq}.`)
      await wait(10)
    }
  }

  close() {
    this.#isWanted = false
    this.#socket?.close()
  }

  #connect() {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    this.#socket = socket
    let isOpen = false
    socket.addEventListener('open', () => {
      isOpen = true
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${this.key}` } }))
    })
    socket.addEventListener('error', () => {}) // `close` follows
    socket.addEventListener('close', ({ code }) => {
      if (!this.#isWanted) return
      if (isOpen) this.closes.push(code)
      this.#closedAt ||= performance.now()
      this.#failures += 1
      setTimeout(() => this.#connect(), Math.random() * 500 * this.#failures)
    })
    socket.addEventListener('message', ({ data }) => this.#hear(socket, JSON.parse(data)))
  }

  /** @param {WebSocket} socket @param {{ type: string, payload?: any }} message */
  #hear(socket, { type, payload }) {
    if (type === 'ping') return socket.send(JSON.stringify({ type: 'pong' }))
    if (type === 'connection_ack') {
      const variables = { id: this.pipelineId, after: this.cursor }
      return socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: follow, variables } }))
    }
    if (type === 'error') throw new Error(JSON.stringify(payload))
    if (type === 'next') this.#take(payload.data.boardEvents)
  }

  /** @param {any} message */
  #take(message) {
    if (this.#closedAt > 0) this.waitsMs.push(Math.round(performance.now() - this.#closedAt))
    this.#closedAt = this.#failures = 0
    if (message.__typename === 'BoardResync') return void this.resyncs.push(message.reason)
    if (message.__typename === 'BoardEvents') {
      if (message.toSeq <= this.seq) return
      if (message.fromSeq > this.seq + 1) this.gaps.push(`${this.seq} -> ${message.fromSeq}`)
      this.seq = message.toSeq
    } else if (message.__typename === 'BoardSnapshot') this.seq = message.seq
    else if (message.seq > this.seq) this.gaps.push(`${this.seq} -> heartbeat ${message.seq}`)
    this.cursor = message.cursor
  }
}
