import { makeBoard } from '@mekong/domain'
import { describe, expect, test } from 'vitest'
import { makeCard, makeReading, stageId } from '../testing/cards.ts'
import { freeze, held } from './freeze.ts'
import { hintOf } from './hold.svelte.ts'

const board = (first: number[], second: number[]) =>
  makeBoard({
    pipelineId: 'pip_1',
    seq: 1,
    columns: [
      makeReading(
        stageId(1),
        first.map((n) => makeCard(n)),
      ),
      makeReading(
        stageId(2),
        second.map((n) => makeCard(n, { stageId: stageId(2), title: `Now ${n}` })),
      ),
    ],
  })
const titles = (of: ReturnType<typeof board>, stage: string) => of.columns.get(stage)?.cards.map(({ title }) => title)

describe('the board under a held card', () => {
  const before = board([1, 2, 3], [7])
  const after = board([4, 1, 3], [2, 7])
  const seen = held(after, freeze(before))

  test('keeps everybody’s place', () => {
    expect(titles(seen, stageId(1))).toEqual(['Card 1', 'Now 2', 'Card 3'])
    expect(titles(seen, stageId(2))).toEqual(['Now 7'])
  })

  test('follows sums, and stages that come', () => {
    expect(seen.columns.get(stageId(1))?.totals.count).toBe(3)
    const more = makeBoard({ pipelineId: 'pip_1', seq: 2, columns: [makeReading(stageId(3), [])] })
    expect(held(more, freeze(before)).columns.get(stageId(3))?.cards).toEqual([])
  })
})

test('a place is told to the server by its neighbours', () => {
  const cards = [makeCard(1), makeCard(2)]
  expect(hintOf(cards, 0)).toEqual({ afterId: null, beforeId: makeCard(1).id })
  expect(hintOf(cards, 1)).toEqual({ afterId: makeCard(1).id, beforeId: makeCard(2).id })
  expect(hintOf(cards, 2)).toEqual({ afterId: makeCard(2).id, beforeId: null })
})
