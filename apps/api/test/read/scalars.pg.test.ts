import { describe, expect } from 'vitest'
import { post } from '../client.ts'
import { test } from '../harness.ts'

interface Answer {
  readonly errors?: readonly {
    readonly message: string
    readonly locations?: readonly object[]
    readonly extensions: { readonly code: string }
  }[]
}

describe('a value that a scalar does not take', () => {
  const cases = [
    ['createdAt', 'DateTime', ['2026-02-30T00:00:00Z', '2026-11-25T01:02:03', '2026-11-25', 'now', '']],
    ['expectedCloseDate', 'Date', ['2026-02-30', '0000-01-01', '2026-1-1', '2026-11-25T00:00:00Z']],
    ['amount', 'Decimal', ['1,000', '1e309', 'NaN', '+1', '.5', '1.', '١٢', 'x'.repeat(5_000)]],
  ] as const

  for (const [field, scalar, values] of cases)
    test(`is bad input as a literal and as a variable: ${scalar}`, async ({ app, people }) => {
      const who = await people.manager()
      const answer = async (query: string, variables: object, language: string) =>
        (await (await post(app, who, { query, variables }, { 'accept-language': language })).json()) as Answer
      for (const value of values)
        for (const [language, words] of [
          ['en', /is written like|no such day/],
          ['vi', /viết như|Viết như|phải viết/],
        ] as const) {
          const literal = `{ opportunities(filter: { ${field}: { eq: ${JSON.stringify(value)} } }) { totalCount } }`
          const byVariable = `query ($value: ${scalar}) { opportunities(filter: { ${field}: { eq: $value } }) { totalCount } }`
          for (const { errors } of [
            await answer(literal, {}, language),
            await answer(byVariable, { value }, language),
          ]) {
            expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
            expect(errors?.[0]?.message).toMatch(words)
            expect(errors?.[0]?.locations).toHaveLength(1)
            expect(JSON.stringify(errors)).not.toMatch(/at .*\.ts|stack|rule/)
          }
        }
    })
})

test('a decimal may be a whole number, never a float', async ({ app, people }) => {
  const who = await people.manager()
  const query = 'query ($value: Decimal) { opportunities(filter: { amount: { gte: $value } }) { totalCount } }'
  const codeFor = async (value: unknown) =>
    ((await (await post(app, who, { query, variables: { value } })).json()) as Answer).errors?.[0]?.extensions.code
  expect(await codeFor(1_000)).toBeUndefined()
  expect(await codeFor('-0.50')).toBeUndefined()
  expect(await codeFor(0.1)).toBe('BAD_USER_INPUT')
  expect(await codeFor(2 ** 53)).toBe('BAD_USER_INPUT')
  expect(await codeFor(true)).toBe('BAD_USER_INPUT')
})
