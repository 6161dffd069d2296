import { expect, test } from 'vitest'
import { errorAt, outcomeOf } from './outcome.ts'

const error = (field: string[] | null) => ({
  __typename: 'UserError' as const,
  code: 'INVALID' as const,
  message: 'No.',
  field,
})

test('a payload without errors is done, one with errors is refused', () => {
  expect(outcomeOf({ userErrors: [] }).kind).toBe('done')
  expect(outcomeOf({ userErrors: [error(null)] })).toMatchObject({ kind: 'refused', errors: [{ message: 'No.' }] })
})

test('a field finds its refusal, also one inside of it', () => {
  const errors = [error(['title']), error(['amount', 'currency'])]
  expect(errorAt(errors, 'amount')).toBe(errors[1])
  expect(errorAt(errors, 'company')).toBeUndefined()
})
