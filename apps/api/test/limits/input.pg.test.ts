import { describe, expect } from 'vitest'
import { ask } from '../client.ts'
import { test, type Input } from '../desk.ts'
import { codesOf } from './everywhere.ts'

const long = 'x'.repeat(1_000)

describe('B4: texts', () => {
  const kept: readonly [string, string][] = [
    ['right to left override', 'a\u202Eb'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a template', '${{7*7}} {{constructor}}'],
    ['emoji', '🇻🇳👩‍👩‍👧'],
    ['combining accents', 'Nguyễn Đức'.normalize('NFD')],
    ['precomposed accents', 'Nguyễn Đức'.normalize('NFC')],
  ]
  test.for(kept)('%s is stored as it was sent', async ([, text], { desk }) => {
    const { id } = await desk.create({ title: text, description: text })
    expect(await desk.read(desk.an, id)).toMatchObject({ title: text, description: text })
  })

  const refused: readonly [string, Input, string[]][] = [
    ['a NUL', { title: 'a\0b' }, ['title']],
    ['half a surrogate', { description: 'a\ud800' }, ['description']],
    ['200 KB', { title: 'x'.repeat(200_000) }, ['title']],
    ['a text of spaces', { title: ' \u00a0\u3000 ' }, ['title']],
    ['a long tag', { tags: [long] }, ['tags', '0']],
  ]
  test.for(refused)('%s is refused, and nothing is written', async ([, input, field], { desk }) => {
    const before = await desk.written()
    const payload = await desk.mutate(desk.an, 'createOpportunity', { pipelineId: desk.a.id, title: 'Kho', ...input })
    expect(payload).toMatchObject({ opportunity: null, userErrors: [{ code: 'INVALID', field }] })
    expect(await desk.written()).toEqual(before)
  })

  test('a search finds both forms of an accent, whichever is searched', async ({ desk }) => {
    const made = [
      await desk.create({ title: 'Đặng Thuỷ Trâm'.normalize('NFD') }),
      await desk.create({ title: 'Đặng Thuỷ Trâm'.normalize('NFC') }),
    ]
    for (const form of ['NFC', 'NFD'] as const) {
      const found = await desk.query<{ opportunities: { nodes: { id: string }[] } }>(
        desk.an,
        'query ($search: String!) { opportunities(filter: { search: $search }) { nodes { id } } }',
        { search: 'thuỷ trâm'.normalize(form) },
      )
      expect(found.opportunities.nodes.map(({ id }) => id).toSorted()).toEqual(made.map(({ id }) => id).toSorted())
    }
  })
})

describe('B5: amounts and days', () => {
  const amounts: readonly [string, string][] = [
    ['-1', 'VND'],
    ['0.5', 'VND'],
    ['0.005', 'USD'],
    ['1000000000000000', 'VND'],
    ['1', 'XXX'],
  ]
  test.for(amounts)('%s %s is refused with its path', async ([amount, currency], { desk }) => {
    const { data, errors } = await desk.answer(desk.an, 'createOpportunity', {
      pipelineId: desk.a.id,
      title: 'Kho',
      amount: { amount, currency },
    })
    const field = errors ? errors[0]?.extensions?.['field'] : data?.createOpportunity.userErrors[0]?.field
    expect(field).toEqual(['amount', currency === 'XXX' ? 'currency' : 'amount'])
    expect(data?.createOpportunity.opportunity ?? null).toBeNull()
  })

  test.for(['1e309', 'NaN', 'Infinity', '1,000', '٣', '0x10', ''])('%s is no number', async (amount, { desk }) => {
    const answer = await desk.answer(desk.an, 'createOpportunity', {
      pipelineId: desk.a.id,
      title: 'Kho',
      amount: { amount, currency: 'VND' },
    })
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT'])
    expect(answer.errors?.[0]?.extensions?.['field']).toEqual(['amount', 'amount'])
  })

  test.for([
    ['999999999999999', 'VND'],
    ['999999999999999.99', 'USD'],
    ['0.1', 'USD'],
    ['0', 'VND'],
  ])('%s %s comes back to the last digit', async ([amount, currency], { desk }) => {
    const { id } = await desk.create({ amount: { amount, currency } })
    expect(await desk.read(desk.an, id)).toMatchObject({ amount: { amount, currency } })
  })

  test.for(['0000-00-00', '2026-02-30', '2026-13-01', 'tomorrow', '2026-11-25T00:00:00Z', ''])(
    'the day "%s" is refused with its path',
    async (day, { desk }) => {
      const answer = await desk.answer(desk.an, 'createOpportunity', {
        pipelineId: desk.a.id,
        title: 'Kho',
        expectedCloseDate: day,
      })
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT'])
      expect(answer.errors?.[0]?.extensions?.['field']).toEqual(['expectedCloseDate'])
    },
  )

  test.for(['2026-03-29T02:30:00', '2026-02-30T00:00:00Z', '25/11/2026', 'now'])(
    'the moment "%s" is refused',
    async (moment, { app, desk }) => {
      const query = 'query ($at: DateTime!) { opportunities(filter: { createdAt: { gt: $at } }) { nodes { id } } }'
      expect(codesOf(await ask(app, desk.an, query, { at: moment }))).toEqual(['BAD_USER_INPUT'])
    },
  )
})

describe('B6: ids', () => {
  const ids = (own: { id: string; other: string; deleted: string }): string[] => [
    `${own.id}' or '1'='1`,
    "opp_'; drop table opportunity --",
    own.other,
    own.deleted.replace('opp_', 'pip_'),
    own.id.toUpperCase(),
    own.id.slice(4),
    'x'.repeat(10_000),
    '\0',
    '',
    '-1',
  ]

  test('that are none are as unknown as any, everywhere', async ({ app, desk }) => {
    const { id } = await desk.create()
    const { id: deleted } = await desk.create()
    await desk.mutate(desk.manager, 'deleteOpportunity', { opportunityId: deleted })
    for (const bad of ids({ id, other: desk.a.id, deleted })) {
      const read = await ask(
        app,
        desk.an,
        'query ($id: ID!) { opportunity(id: $id) { id } nodes(ids: [$id]) { id } }',
        {
          id: bad,
        },
      )
      expect(read).toMatchObject({ data: { opportunity: null } })
      const payload = await desk.mutate(desk.an, 'moveOpportunity', { opportunityId: bad, toStageId: desk.a.qualified })
      expect(payload).toMatchObject({
        opportunity: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['opportunityId'] }],
      })
    }
    expect(await desk.read(desk.an, id)).toMatchObject({ id })
  })
})
