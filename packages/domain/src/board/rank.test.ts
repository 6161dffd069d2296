import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byPlace, cardsBefore, indexAt, placeAt, rankBetween, withRanks, type PlaceHint, type Ranked } from './rank.ts'

const gap = 2 ** 20
const card = (id: string, rank: number | bigint): Ranked => ({ id, rank: String(rank) })
const ids = (column: readonly Ranked[]) => column.map(({ id }) => id)

/** Puts a card at an index, as the server does. Gives the column after it and how many others moved aside. */
function insert(column: readonly Ranked[], index: number, id: string): { column: readonly Ranked[]; aside: number } {
  const { rank, reranked } = placeAt(column, index)
  return { column: withRanks(column, reranked).toSpliced(index, 0, { id, rank }), aside: reranked.length }
}

/** What must be so of every column: in order by rank alone, and within what a bigint holds. */
function expectSound(column: readonly Ranked[]): void {
  const ranks = column.map(({ rank }) => BigInt(rank))
  const rising = ranks.every((rank, at) => at === 0 || rank > (ranks[at - 1] ?? rank))
  expect(rising).toBe(true)
  expect(ranks.every((rank) => rank > -(2n ** 63n) && rank < 2n ** 63n)).toBe(true)
}

describe('the order of a column', () => {
  it('is by rank as an integer, then by id', () => {
    const column = [card('c', 10), card('b', 9), card('a', 10), card('d', -1), card('e', 100)]
    expect(ids(column.toSorted(byPlace))).toEqual(['d', 'b', 'a', 'c', 'e'])
    expect(byPlace(card('a', 1), card('a', 1))).toBe(0)
  })

  it('tells how many stand before a card', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.integer({ min: -9, max: 9 }), (ranks, rank) => {
        const column = ranks.map((other, at) => card(`c${at}`, other)).toSorted(byPlace)
        const before = column.filter((other) => byPlace(other, card('c5', rank)) < 0)
        expect(cardsBefore(column, card('c5', rank))).toBe(before.length)
      }),
    )
  })
})

describe('a rank between neighbours', () => {
  it.each([
    [null, null, String(gap)],
    ['0', null, String(gap)],
    [null, '0', String(-gap)],
    [null, String(-5 * gap), String(-6 * gap)],
    ['10', '20', '15'],
    ['-3', '-1', '-2'],
    ['-1', '2', '0'],
    ['10', '12', '11'],
    ['10', '11', undefined],
    ['10', '10', undefined],
    ['9007199254740993', '9007199254740995', '9007199254740994'],
  ])('%s and %s: %s', (above, below, rank) => {
    expect(rankBetween(above, below)).toBe(rank)
  })
})

describe('where a card is dropped', () => {
  const column = ['a', 'b', 'c'].map((id) => ({ id }))
  it.each<[string, PlaceHint, number]>([
    ['no neighbour: the end', {}, 3],
    ['null is no neighbour', { afterId: null, beforeId: null }, 3],
    ['before the first', { beforeId: 'a' }, 0],
    ['just before', { beforeId: 'c' }, 2],
    ['right after', { afterId: 'a' }, 1],
    ['after the last', { afterId: 'c' }, 3],
    ['between two', { afterId: 'a', beforeId: 'b' }, 1],
    ['both, no longer neighbours: right after the first named', { afterId: 'a', beforeId: 'c' }, 1],
    ['both, in the wrong order: the same', { afterId: 'c', beforeId: 'a' }, 3],
    ['before an unknown one: the end', { beforeId: 'x' }, 3],
    ['after an unknown one: the end', { afterId: 'x' }, 3],
    ['after an unknown one and before a known one', { afterId: 'x', beforeId: 'b' }, 1],
    ['after a known one and before an unknown one', { afterId: 'b', beforeId: 'x' }, 2],
    ['both unknown: the end', { afterId: 'x', beforeId: 'y' }, 3],
  ])('%s', (_, hint, index) => {
    expect(indexAt(column, hint)).toBe(index)
  })

  it('is the start and the end of an empty column alike', () => {
    expect(indexAt([], { beforeId: 'a' })).toBe(0)
  })
})

describe('a full gap', () => {
  it('moves the fewest cards aside, toward the wider side', () => {
    const column = [card('a', 0), card('b', gap), card('c', gap + 1), card('d', gap + 2), card('e', gap + 3)]
    const { column: after, aside } = insert(column, 2, 'new')
    expect(ids(after)).toEqual(['a', 'b', 'new', 'c', 'd', 'e'])
    expectSound(after)
    expect(aside).toBe(1)
  })

  it('uses the room beyond either end', () => {
    for (const index of [1, 2]) {
      const { column, aside } = insert([card('a', -7), card('b', -6), card('c', -5)], index, 'new')
      expectSound(column)
      expect(aside).toBe(1)
    }
  })

  it('heals equal ranks', () => {
    const column = ['a', 'b', 'c', 'd'].map((id) => card(id, 5))
    for (const index of [1, 2, 3]) {
      const { rank, reranked } = placeAt(column, index)
      const after = withRanks(column, reranked).toSpliced(index, 0, { id: 'new', rank })
      expect(ids(after.toSorted(byPlace))).toEqual(ids(after))
    }
  })
})

describe('5,000 drops', () => {
  const start = Array.from({ length: 1_000 }, (_, at) => card(`s${at}`, at * gap))
  const many = 5_000

  // Into a column of a thousand: how many cards move aside at most at one drop, and on average.
  it.each<[string, (n: number) => number, { atOnce: number; perDrop: number }]>([
    ['right after one card', () => 500, { atOnce: 8, perDrop: 0.3 }],
    ['right before one card', (n) => 500 + n, { atOnce: 8, perDrop: 0.3 }],
    ['at the top', () => 0, { atOnce: 0, perDrop: 0 }],
    ['at the end', (n) => 1_000 + n, { atOnce: 0, perDrop: 0 }],
    ['in the middle of all that came before', (n) => 500 + (n >> 1), { atOnce: 2_500, perDrop: 8 }],
  ])('%s', (_, index, most) => {
    const column = [...start]
    const order = ids(start)
    let total = 0
    let atOnce = 0
    for (let n = 0; n < many; n += 1) {
      const { rank, reranked } = placeAt(column, index(n))
      for (const moved of reranked) column[column.findIndex(({ id }) => id === moved.id)] = moved
      column.splice(index(n), 0, { id: `n${n}`, rank })
      order.splice(index(n), 0, `n${n}`)
      total += reranked.length
      atOnce = Math.max(atOnce, reranked.length)
    }
    expect(ids(column)).toEqual(order)
    expectSound(column)
    expect(atOnce).toBeLessThanOrEqual(most.atOnce)
    expect(total / many).toBeLessThanOrEqual(most.perDrop)
  })
})

describe('drops anywhere', () => {
  it('stand where they were asked to, in ranks of their own', () => {
    const drop = fc.record({ at: fc.nat(), near: fc.boolean() })
    fc.assert(
      fc.property(fc.array(drop, { maxLength: 120, size: 'max' }), (drops) => {
        let column: readonly Ranked[] = []
        const order: string[] = []
        let last = 0
        drops.forEach(({ at, near }, n) => {
          // Half of them go where the one before went: that is how gaps get full.
          const index = near ? Math.min(last, column.length) : at % (column.length + 1)
          last = index
          column = insert(column, index, `n${n}`).column
          order.splice(index, 0, `n${n}`)
        })
        expect(ids(column)).toEqual(order)
        expectSound(column)
      }),
    )
  })
})
