import { MoveOpportunityDocument, type CardFragment, type MoveOpportunityInput } from '@mekong/schema/documents'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Api } from './api.ts'

const card = (id: string, version: number): CardFragment => ({
  __typename: 'Opportunity',
  id,
  version,
  title: 'Card',
  status: 'OPEN',
  amount: null,
  currency: 'VND',
  probability: 0.5,
  probabilitySource: 'STAGE',
  pipeline: { __typename: 'Pipeline', id: 'pip_1' },
  stage: { __typename: 'Stage', id: 'stg_1' },
  owner: null,
  team: null,
  company: null,
  expectedCloseDate: null,
  stageEnteredAt: '2026-11-25T02:00:00.000Z',
  createdAt: '2026-11-25T02:00:00.000Z',
  closedAt: null,
  lostReason: null,
  lostNote: null,
  tags: [],
  rank: '1',
})

/** A server that writes down what reaches it, and gives each opportunity its next version. */
class Ledger {
  readonly written: MoveOpportunityInput[] = []
  isCut = false
  /** The server writes, and its answer is lost. */
  losesAnswers = false
  refuses = new Set<string>()
  /** What a balancer says instead, one answer after the other, before anything reaches the server. */
  faults: (() => Response)[] = []
  #version = 10

  readonly fetch: typeof fetch = async (_url, init) => {
    if (this.isCut) throw new TypeError('Failed to fetch')
    const fault = this.faults.shift()
    const { variables } = JSON.parse(String(init?.body)) as { variables: { input: MoveOpportunityInput } }
    const { input } = variables
    this.written.push(input)
    if (fault) return fault()
    if (this.losesAnswers) throw new TypeError('Failed to fetch')
    const isRefused = this.refuses.has(input.opportunityId)
    const payload = {
      __typename: 'MoveOpportunityPayload',
      opportunity: isRefused ? null : card(input.opportunityId, ++this.#version),
      current: null,
      movedBy: null,
      movedAt: null,
      userErrors: isRefused ? [{ __typename: 'UserError', code: 'INVALID', message: 'No.', field: null }] : [],
    }
    return new Response(JSON.stringify({ data: { __typename: 'Mutation', moveOpportunity: payload } }), {
      headers: { 'content-type': 'application/json' },
    })
  }
}

function setUp() {
  const ledger = new Ledger()
  const api = new Api({
    origin: location.origin,
    language: () => 'en',
    onsignedout: () => undefined,
    fetch: ledger.fetch,
  })
  onTestFinished(api.start())
  const move = (key: string, opportunityId: string, needsLine = false) =>
    api.outbox.send({
      clientMutationId: key,
      opportunityId,
      document: MoveOpportunityDocument,
      input: (ownVersion) => ({
        opportunityId,
        toStageId: 'stg_1',
        expectedVersion: ownVersion ?? 1,
        clientMutationId: key,
      }),
      needsLine,
    })
  const keys = () => ledger.written.map(({ clientMutationId }) => clientMutationId)
  return { ledger, api, move, keys }
}

describe('changes on their way', () => {
  it('go one after the other, in the order in which they were made', async () => {
    const { move, keys } = setUp()
    await Promise.all([move('a', 'opp_1'), move('b', 'opp_2'), move('c', 'opp_1')])
    expect(keys()).toEqual(['a', 'b', 'c'])
  })

  it('of one opportunity never conflict with each other', async () => {
    const { ledger, move } = setUp()
    await Promise.all([move('a', 'opp_1'), move('b', 'opp_1'), move('c', 'opp_2')])
    expect(ledger.written.map(({ expectedVersion }) => expectedVersion)).toEqual([1, 11, 1])
    await move('d', 'opp_1')
    expect(ledger.written.at(-1)?.expectedVersion).toBe(1)
  })

  it('tell why they were refused, and let the next one go', async () => {
    const { ledger, move } = setUp()
    ledger.refuses.add('opp_1')
    const [first, second] = await Promise.all([move('a', 'opp_1'), move('b', 'opp_2')])
    expect(first).toMatchObject({ kind: 'refused', errors: [{ message: 'No.' }] })
    expect(second.kind).toBe('done')
  })
})

describe('without a line', () => {
  it('wait, shown as waiting, and go once when it is back', async () => {
    const { ledger, api, move, keys } = setUp()
    ledger.isCut = true
    const outcomes = Promise.all([move('a', 'opp_1'), move('b', 'opp_2')])
    await expect.poll(() => [...api.outbox.waiting]).toEqual(['a', 'b'])
    expect(api.network.isOffline).toBe(true)
    ledger.isCut = false
    window.dispatchEvent(new Event('online'))
    expect((await outcomes).map(({ kind }) => kind)).toEqual(['done', 'done'])
    expect(keys()).toEqual(['a', 'b'])
    expect([...api.outbox.waiting]).toEqual([])
    expect(api.network.isOffline).toBe(false)
  })

  it('a change whose answer was lost is sent again with the same key and the same input', async () => {
    const { ledger, move } = setUp()
    ledger.losesAnswers = true
    const outcome = move('a', 'opp_1')
    await expect.poll(() => ledger.written.length).toBe(1)
    ledger.losesAnswers = false
    window.dispatchEvent(new Event('online'))
    expect((await outcome).kind).toBe('done')
    expect(ledger.written[1]).toEqual(ledger.written[0])
  })

  it.each([502, 503, 504])('a balancer that answers %i is asked again with the same key', async (status) => {
    const { ledger, move } = setUp()
    ledger.faults = [() => new Response('<html>No server is available.</html>', { status })]
    expect((await move('a', 'opp_1')).kind).toBe('done')
    expect(ledger.written).toHaveLength(2)
    expect(ledger.written[1]).toEqual(ledger.written[0])
  })

  it('an answer that breaks off is asked for again with the same key', async () => {
    const { ledger, move } = setUp()
    const broken = () => {
      const body = new ReadableStream<Uint8Array>({
        start: (stream) => {
          stream.enqueue(new TextEncoder().encode('{"data": {"move'))
          stream.error(new TypeError('network error'))
        },
      })
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    }
    ledger.faults = [broken]
    expect((await move('a', 'opp_1')).kind).toBe('done')
    expect(ledger.written[1]).toEqual(ledger.written[0])
  })

  it('what needs the line is tried a few times before it fails', async () => {
    const { ledger, move, keys } = setUp()
    ledger.faults = [() => new Response('', { status: 502 }), () => new Response('', { status: 503 })]
    expect((await move('a', 'opp_1', true)).kind).toBe('done')
    ledger.faults = Array.from({ length: 9 }, () => () => new Response('', { status: 502 }))
    expect((await move('b', 'opp_2', true)).kind).toBe('failed')
    expect(keys()).toEqual(['a', 'a', 'a', 'b', 'b', 'b', 'b'])
  })

  it('what needs the line fails at once', async () => {
    const { ledger, move, keys } = setUp()
    ledger.isCut = true
    void move('a', 'opp_1')
    await expect.poll(() => keys().length === 0).toBe(true)
    const outcome = await move('b', 'opp_2', true)
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'network' } })
    ledger.isCut = false
    window.dispatchEvent(new Event('online'))
    await expect.poll(keys).toEqual(['a'])
  })

  it('a page with unsent changes asks before it is closed', async () => {
    const { ledger, api, move } = setUp()
    const leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(leave()).toBe(true)
    ledger.isCut = true
    const outcome = move('a', 'opp_1')
    await expect.poll(() => api.outbox.waiting.size).toBe(1)
    expect(leave()).toBe(false)
    ledger.isCut = false
    window.dispatchEvent(new Event('online'))
    await outcome
    expect(leave()).toBe(true)
  })
})
