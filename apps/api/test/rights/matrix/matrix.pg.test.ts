import { describe, expect } from 'vitest'
import { makeSchema } from '../../../src/http/schema.ts'
import { test as withApp } from '../../harness.ts'
import { byHttp, bySocket, byStream, lettersOf, type Road } from './answers.ts'
import { callers, makeCast, type Cast, type MatrixCaller } from './cast.ts'
import { columnsOf, expectations } from './expectations.ts'
import { questions } from './questions.ts'

const test = withApp.extend<{ cast: Cast }>({
  cast: [async ({ app, database, people }, use) => use(await makeCast(app, database.pool, people)), { scope: 'file' }],
})

const schema = makeSchema()
const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
  Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
)

/** What a caller is answered, a letter for each question. */
async function answersTo(cast: Cast, caller: MatrixCaller, name: string, road: Road): Promise<string> {
  const [type = '', field = ''] = name.split('.')
  const asked = await questions[name]?.(cast, caller)
  if (!asked)
    throw new Error(`Nobody knows what to ask of ${name}: give it its row in expectations.ts and questions.ts.`)
  const operation = type.toLowerCase()
  // A subscription has one root field.
  const batches = operation === 'subscription' ? asked.map((one) => [one]) : [asked]
  const letters: string[] = []
  for (const batch of batches) {
    for (const { before } of batch) await before?.()
    const fields = batch.map(({ text }, at) => `r${at}: ${field}${text}`)
    const result = await road(cast.app, caller, `${operation} { ${fields.join(' ')} }`)
    const told = lettersOf(result, batch)
    const answer = JSON.stringify(result)
    for (const [at, { secret }] of batch.entries())
      if (secret !== undefined && told[at] !== 'y') expect(answer).not.toContain(secret)
    letters.push(told)
  }
  return letters.join('')
}

test('every root field has its row, and every row its field', () => {
  expect(Object.keys(expectations).toSorted()).toEqual(rootFields.toSorted())
  expect(Object.keys(questions).toSorted()).toEqual(rootFields.toSorted())
  for (const [name, row] of Object.entries(expectations)) expect(columnsOf(row), name).toHaveLength(callers.length)
})

const isSubscription = (name: string) => name.startsWith('Subscription.')

async function expectRow(cast: Cast, name: string, road: Road): Promise<void> {
  const told: Record<string, string> = {}
  for (const caller of callers) told[caller] = await answersTo(cast, cast.by[caller], name, road)
  const wanted = columnsOf(expectations[name] ?? '')
  expect(told).toEqual(Object.fromEntries(callers.map((caller, at) => [caller, wanted[at]])))
}

describe('who may what, over HTTP', () => {
  test.for(rootFields.filter((name) => !isSubscription(name)))('%s', async (name, { cast }) => {
    await expectRow(cast, name, byHttp)
  })
})

const sample = ['Query.opportunity', 'Query.apiKeys', 'Mutation.updateOpportunity', 'Mutation.deleteOpportunity']
const live = rootFields.filter(isSubscription)

describe.for([
  ['a WebSocket', bySocket],
  ['server-sent events', byStream],
] as const)('who may what, over %s', ([, road]) => {
  test.for([...sample, ...live])('%s', async (name, { cast }) => {
    await expectRow(cast, name, road)
  })
})

describe('who is nobody, or was somebody once', () => {
  test.for(rootFields.filter((name) => !isSubscription(name)))('gets no answer from %s', async (name, { cast }) => {
    for (const [who, caller] of Object.entries(cast.refused)) {
      const asker = { ...caller, userId: cast.by.rep.userId }
      expect(await answersTo(cast, asker, name, byHttp), who).toMatch(/^U+$/)
    }
  })
})

describe('A9: who only reads', () => {
  const changing = rootFields.filter((name) => name.startsWith('Mutation.'))

  test.for(changing)('changes nothing by %s, over a WebSocket either', async (name, { cast }) => {
    const wanted = columnsOf(expectations[name] ?? '')
    for (const caller of ['readOnly', 'repReads'] as const)
      expect(await answersTo(cast, cast.by[caller], name, bySocket)).toBe(wanted[callers.indexOf(caller)])
  })

  test('nor does anybody by GET', async ({ cast }) => {
    for (const name of changing) {
      const [asked] = (await questions[name]?.(cast, cast.by.administrator)) ?? []
      const query = `mutation { ${name.slice('Mutation.'.length)}${asked?.text ?? ''} }`
      const headers = { 'graphql-require-preflight': '1', ...cast.by.administrator.credentials }
      const response = await fetch(`${cast.app.url}/graphql?${new URLSearchParams({ query })}`, { headers })
      expect([name, response.status, response.headers.get('allow')]).toEqual([name, 405, 'POST'])
    }
  })
})
