import { describe, expect, it } from 'vitest'
import { trackedFields } from '../opportunity/opportunity.ts'
import { amountSeenBy, conflictSeenBy, faultsOfAmounts, stepSeenBy } from './amounts.ts'

const may = { seesAmounts: true }
const mayNot = { seesAmounts: false }

describe('who does not see amounts', () => {
  it('gets null for a sum, be there one or not', () => {
    expect([amountSeenBy(may, '5'), amountSeenBy(may, null)]).toEqual(['5', null])
    expect([amountSeenBy(mayNot, '5'), amountSeenBy(mayNot, null)]).toEqual([null, null])
  })

  it('reads that the amount changed and not how, and every other step as it is', () => {
    for (const field of trackedFields) {
      const step = { field, before: '1', after: '2' }
      const conflict = { field, mine: '1', theirs: '2', before: '3' }
      expect([stepSeenBy(may, step), conflictSeenBy(may, conflict)]).toEqual([step, conflict])
      const isHidden = field === 'amount'
      expect(stepSeenBy(mayNot, step)).toEqual(isHidden ? { field, before: null, after: null } : step)
      expect(conflictSeenBy(mayNot, conflict)).toEqual(
        isHidden ? { field, mine: null, theirs: null, before: null } : conflict,
      )
    }
  })

  it.each([
    ['an amount of something new', { amount: {} }, null, ['amount']],
    ['no amount of something new', { amount: null, currency: 'USD' }, null, []],
    ['an amount', { amount: {} }, { currency: 'VND' }, ['amount']],
    ['that there be no amount', { amount: null }, { currency: 'VND' }, ['amount']],
    ['another currency', { currency: 'USD' }, { currency: 'VND' }, ['currency']],
    ['the same currency', { currency: 'VND' }, { currency: 'VND' }, []],
    ['nothing of it', {}, { currency: 'VND' }, []],
  ])('writes %s', (_, fields, present, refused) => {
    expect(faultsOfAmounts(may, fields, present)).toEqual([])
    expect(faultsOfAmounts(mayNot, fields, present).map(({ code, field }) => [code, ...field])).toEqual(
      refused.map((field) => ['FORBIDDEN', field]),
    )
  })
})
