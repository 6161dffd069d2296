import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVisible } from '../access/scope.ts'
import { weighted } from '../opportunity/opportunity.ts'
import { arbOpportunity, arbScope, idOf, makeOpportunity, makePipeline, makeStage, totalsOf } from '../testing/index.ts'
import { deltasOf, inCurrency, mergeDeltas, noTotals, withDeltas, type TotalsByStage } from './totals.ts'

const pipeline = makePipeline({ preset: 'CONTRACT' })
const all = { kind: 'ALL', seesAmounts: true } as const
const stage = makeStage()
const vnd = makeOpportunity({ stage, amount: '1000', currency: 'VND' })

/** A map without columns in which nothing is: a fresh count has none of them. */
const filled = (totals: TotalsByStage) => new Map([...totals].filter(([, { count }]) => count > 0))

describe('the change of the kept cells', () => {
  it('is one cell up when a card comes, and down when it goes', () => {
    const cell = { stageId: stage.id, teamId: vnd.teamId, ownerId: vnd.ownerId, currency: 'VND' }
    expect(deltasOf(null, vnd)).toEqual([{ ...cell, n: 1, amount: '1000', weighted: '500' }])
    expect(deltasOf(vnd, null)).toEqual([{ ...cell, n: -1, amount: '-1000', weighted: '-500' }])
    expect(deltasOf(vnd, { ...vnd, deletedAt: vnd.createdAt })).toEqual(deltasOf(vnd, null))
  })

  it('is nothing when nothing counted changes', () => {
    expect(deltasOf(vnd, { ...vnd, title: 'Mới', rank: '5' } as typeof vnd)).toEqual([])
    expect(deltasOf(null, null)).toEqual([])
    expect(deltasOf({ ...vnd, deletedAt: vnd.createdAt }, null)).toEqual([])
  })

  it('counts a card without an amount', () => {
    expect(deltasOf(null, { ...vnd, amount: null })).toMatchObject([{ n: 1, amount: '0', weighted: '0' }])
  })

  it('is one step where the cell stays', () => {
    expect(deltasOf(vnd, { ...vnd, amount: '1500' })).toMatchObject([{ n: 0, amount: '500', weighted: '250' }])
  })

  it('of many is one a cell', () => {
    const second = { ...vnd, amount: '0.5' }
    expect(mergeDeltas([...deltasOf(null, vnd), ...deltasOf(null, second), ...deltasOf(vnd, null)])).toEqual(
      deltasOf(null, second),
    )
  })
})

describe('totals', () => {
  it('keep currencies apart, sorted, and drop one of which nothing is left', () => {
    const usd = { ...vnd, amount: '2.50', currency: 'USD', probability: '0.1' }
    const both = withDeltas(new Map(), [...deltasOf(null, vnd), ...deltasOf(null, usd)], all)
    expect(both.get(stage.id)).toEqual({
      count: 2,
      byCurrency: [
        { currency: 'USD', count: 1, amount: '2.5', weightedAmount: '0.25' },
        { currency: 'VND', count: 1, amount: '1000', weightedAmount: '500' },
      ],
    })
    const rest = withDeltas(both, deltasOf(usd, null), all).get(stage.id) ?? noTotals
    expect(rest.byCurrency.map((entry) => entry.currency)).toEqual(['VND'])
    expect(inCurrency(rest, 'VND')).toEqual({ amount: '1000', weightedAmount: '500' })
    expect(inCurrency(rest, 'USD')).toEqual({ amount: '0', weightedAmount: '0' })
  })

  it('pass through zero on the way without losing a sum', () => {
    const [b, c] = [2, 3].map((n) => ({ ...vnd, ownerId: idOf('user', n), amount: `${n}00` })) as [
      typeof vnd,
      typeof vnd,
    ]
    const held = withDeltas(new Map(), deltasOf(null, c), all)
    // Back in time, in the order in which it happened: b came and c was there, then b went.
    const back = withDeltas(held, [...deltasOf(null, b), ...deltasOf(b, null)], all, -1)
    expect(back).toEqual(held)
  })

  it('leave other columns the objects that they were', () => {
    const held = withDeltas(new Map([['other', noTotals]]), deltasOf(null, vnd), all)
    expect(held.get('other')).toBe(noTotals)
  })
})

describe('over any history', () => {
  const cards = fc.array(fc.option(arbOpportunity(pipeline)), { minLength: 2, maxLength: 12 })
  // One opportunity after another takes the shape of the next: made, changed in every way, gone, made again.
  const steps = cards.map((history) => history.map((after, at) => ({ before: history[at - 1] ?? null, after })))

  it('totals by deltas equal a fresh count, for every reader', () => {
    fc.assert(
      fc.property(steps, arbScope, (history, scope) => {
        let totals: TotalsByStage = new Map()
        for (const { before, after } of history) {
          totals = withDeltas(totals, deltasOf(before, after), scope)
          const present = new Map(after ? [[after.id, after]] : [])
          expect(filled(totals)).toEqual(totalsOf(present, scope))
        }
      }),
    )
  })

  it('there and back again is where one was, at once or step by step', () => {
    fc.assert(
      fc.property(steps, arbScope, arbOpportunity(pipeline), (history, scope, other) => {
        const held = withDeltas(new Map(), deltasOf(null, other), scope)
        const deltas = history.flatMap(({ before, after }) => deltasOf(before, after))
        const forth = withDeltas(held, deltas, scope)
        expect(filled(withDeltas(forth, deltas, scope, -1))).toEqual(filled(held))
        expect(filled(withDeltas(held, mergeDeltas(deltas), scope))).toEqual(filled(forth))
        const back = history
          .toReversed()
          .reduce<TotalsByStage>(
            (totals, { before, after }) => withDeltas(totals, deltasOf(before, after), scope, -1),
            forth,
          )
        expect(filled(back)).toEqual(filled(held))
      }),
    )
  })

  it('one card counts exactly for those who see it', () => {
    fc.assert(
      fc.property(arbOpportunity(pipeline), arbScope, (card, scope) => {
        const totals = withDeltas(new Map(), deltasOf(null, card), scope).get(card.stageId) ?? noTotals
        expect(totals.count).toBe(isVisible(scope, card) ? 1 : 0)
        if (totals.count === 1) expect(inCurrency(totals, card.currency).weightedAmount).toBe(weighted(card) ?? '0')
      }),
    )
  })
})
