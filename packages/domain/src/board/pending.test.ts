import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Opportunity } from '../opportunity/opportunity.ts'
import { placedIn } from '../opportunity/place.ts'
import type { Stage } from '../pipeline/stage.ts'
import {
  arbCommands,
  arbMoney,
  arbScope,
  idOf,
  makeOpportunity,
  makePipeline,
  ModelBoard,
  perform,
  someInstant,
  stageOf,
} from '../testing/index.ts'
import { applyEvents } from './apply.ts'
import { findCard, type Board } from './board.ts'
import { view, type Pending } from './pending.ts'
import { indexAt, type PlaceHint } from './rank.ts'

const pipeline = makePipeline()
const [from, to] = [stageOf(pipeline, 'prospect'), stageOf(pipeline, 'proposal')]
const key = 'a key'

const card = (n: number, stage: Stage, over: Partial<Opportunity> = {}) =>
  makeOpportunity({ id: idOf('opportunity', n), stage, rank: String(n * 10), amount: '100', ...over })

function boardOf(cards: readonly Opportunity[], most = Infinity): Board<Opportunity> {
  const model = new ModelBoard([from, to])
  for (const each of cards) model.create(each)
  return model.snapshot({ kind: 'ALL', seesAmounts: true }, most)
}

const move = (of: Opportunity, stage: Stage, hint: PlaceHint = {}): Pending<Opportunity> => ({
  kind: 'move',
  clientMutationId: key,
  opportunityId: of.id,
  toStageId: stage.id,
  hint,
  after: stage.id === of.stageId ? {} : { ...placedIn(of, stage, {}, someInstant), version: of.version + 1 },
})

const ids = (board: Board<Opportunity>, stage: Stage) => board.columns.get(stage.id)?.cards.map((c) => c.id)
const count = (board: Board<Opportunity>, stage: Stage) => board.columns.get(stage.id)?.totals.count

describe('a pending change', () => {
  const [a, b, c] = [card(1, from), card(2, from), card(3, to)]
  const board = boardOf([a, b, c])

  it('shows the card where it was dropped, with its money', () => {
    const seen = view(board, [move(a, to, { beforeId: c.id })])
    expect([ids(seen, from), ids(seen, to)]).toEqual([[b.id], [a.id, c.id]])
    expect(seen.columns.get(to.id)?.totals).toEqual({
      count: 2,
      byCurrency: [{ currency: 'VND', count: 2, amount: '200', weightedAmount: '140' }],
    })
    expect(seen.columns.get(from.id)?.totals.count).toBe(1)
    expect(findCard(seen, a.id)).toMatchObject({ stageId: to.id, probability: '0.7', version: 2 })
  })

  it('leaves the committed board as it is', () => {
    const before = structuredClone(board)
    view(board, [move(a, to), { kind: 'remove', clientMutationId: key, opportunityId: b.id }])
    expect(board).toEqual(before)
    expect(view(board, [])).toBe(board)
  })

  it('of several goes on from the one before', () => {
    const edit = { kind: 'edit', clientMutationId: key, opportunityId: a.id, after: { amount: '300' } } as const
    const seen = view(board, [move(a, to), edit, move({ ...a, stageId: to.id }, to, { beforeId: c.id })])
    expect(ids(seen, to)).toEqual([a.id, c.id])
    expect(seen.columns.get(to.id)?.totals.byCurrency[0]?.amount).toBe('400')
  })

  it('of an edit changes the card where it stands', () => {
    const edit = { kind: 'edit', clientMutationId: key, opportunityId: a.id, after: { title: 'Mới' } } as const
    const seen = view(board, [edit])
    expect(ids(seen, from)).toEqual([a.id, b.id])
    expect(findCard(seen, a.id)?.title).toBe('Mới')
    expect(findCard(seen, b.id)).toBe(findCard(board, b.id))
  })

  it('of a removal takes the card and its money out', () => {
    const seen = view(board, [{ kind: 'remove', clientMutationId: key, opportunityId: c.id }])
    expect(ids(seen, to)).toEqual([])
    expect(seen.columns.get(to.id)?.totals).toEqual({ count: 0, byCurrency: [] })
  })

  it('of a card that is not loaded shows nothing', () => {
    expect(view(board, [move(card(9, from), to)])).toBe(board)
  })

  it('to a stage that is not on the board takes the card out', () => {
    const seen = view(board, [move(a, stageOf(makePipeline({ n: 2 }), 'won'))])
    expect([ids(seen, from), count(seen, from)]).toEqual([[b.id], 1])
    expect([...seen.columns.keys()]).toEqual([from.id, to.id])
  })

  it('makes room where a gap is full', () => {
    const tight = boardOf([card(1, from), card(2, from), card(3, to)])
    const columns = new Map(tight.columns)
    const column = columns.get(from.id)
    if (column)
      columns.set(from.id, { ...column, cards: column.cards.map((each, at) => ({ ...each, rank: String(at) })) })
    const cards = view({ ...tight, columns }, [move(c, from, { afterId: a.id })]).columns.get(from.id)?.cards ?? []
    expect(cards.map((each) => each.id)).toEqual([a.id, c.id, b.id])
    const ranks = cards.map((each) => Number(each.rank))
    expect(ranks).toEqual(ranks.toSorted((x, y) => x - y))
    expect(new Set(ranks).size).toBe(3)
  })
})

describe('in a column of which more lies below', () => {
  const cards = [1, 2, 3, 4].map((n) => card(n, from))
  const board = boardOf([...cards, card(9, to)], 2)
  const [a, b] = cards as [Opportunity, Opportunity]
  const other = findCard(board, idOf('opportunity', 9)) ?? a

  it('the end is out of sight, and counted', () => {
    for (const hint of [{}, { afterId: b.id }, { afterId: idOf('opportunity', 4) }]) {
      const seen = view(board, [move(other, from, hint)])
      expect([ids(seen, from), count(seen, from), ids(seen, to)]).toEqual([[a.id, b.id], 5, []])
    }
  })

  it('a card that is dropped where it is keeps its rank', () => {
    expect(view(board, [move(a, from, { beforeId: b.id })]).columns).toEqual(board.columns)
  })

  it('the last loaded card stays when it is dropped where it is, and goes when it goes to the end', () => {
    expect(ids(view(board, [move(b, from, { afterId: a.id })]), from)).toEqual([a.id, b.id])
    expect(ids(view(board, [move(b, from, {})]), from)).toEqual([a.id])
  })
})

describe('what is shown before the answer', () => {
  const drop = fc.record({
    card: fc.nat(),
    stage: fc.nat(),
    neighbour: fc.nat(),
    side: fc.constantFrom('before', 'after', 'end'),
  })
  const pick = <T>(things: readonly T[], at: number) => things[at % things.length]

  const start = fc.tuple(arbCommands(30), arbScope, fc.constantFrom(1, 3, Infinity)).map(([commands, scope, most]) => {
    const model = new ModelBoard(pipeline.stages)
    for (const command of commands) perform(model, command)
    return { model, scope, board: model.snapshot(scope, most) }
  })

  /** The server's own card, whatever a reader sees of it. */
  const whole = (model: ModelBoard, { id }: Pick<Opportunity, 'id'>) =>
    model.cards.find((card) => card.id === id) ?? raise()
  const raise = (): never => {
    throw new Error('no such card')
  }

  /** The parts that a guess must get right: who stands where, and the sums. Ranks are the server's to give. */
  const shown = ({ columns }: Board<Opportunity>) =>
    [...columns.values()].map(({ cards, ...column }) => ({
      ...column,
      cards: cards.map((each) => ({ ...each, rank: '' })),
    }))

  function afterOwnEvent({
    model,
    scope,
    board,
  }: {
    model: ModelBoard
    scope: Parameters<ModelBoard['message']>[0]
    board: Board<Opportunity>
  }) {
    const applied = applyEvents(board, model.message(scope, board.seq))
    if (applied.kind !== 'applied') throw new Error('the event did not join')
    return applied.board
  }

  it('of a move is what the server makes of it', () => {
    fc.assert(
      fc.property(start, drop, (reader, { card: at, stage: column, neighbour, side }) => {
        const { board, model } = reader
        const moved = pick(
          [...board.columns.values()].flatMap(({ cards }) => cards),
          at,
        )
        const stage = pick(model.stages, column)
        fc.pre(moved !== undefined && stage !== undefined)
        const others = (board.columns.get(stage.id)?.cards ?? []).filter((other) => other.id !== moved.id)
        const id = pick(others, neighbour)?.id
        const hint = side === 'end' || id === undefined ? {} : { [`${side}Id`]: id }
        // A drop at its own place changes nothing, so the server writes no event.
        fc.pre(stage.id !== moved.stageId || board.columns.get(stage.id)?.cards[indexAt(others, hint)]?.id !== moved.id)
        const guess = view(board, [move(moved, stage, hint)])
        model.move(whole(model, moved), stage, hint)
        expect(shown(guess)).toEqual(shown(afterOwnEvent(reader)))
      }),
      { numRuns: 100 },
    )
  })

  it('of an edit or a removal is, too', () => {
    fc.assert(
      fc.property(start, fc.nat(), arbMoney, (reader, at, money) => {
        const { board, model, scope } = reader
        const touched = pick(
          [...board.columns.values()].flatMap(({ cards }) => cards),
          at,
        )
        fc.pre(touched !== undefined)
        const named = { clientMutationId: key, opportunityId: touched.id }
        // Who sees no amounts writes none.
        const fields = scope.seesAmounts ? money : { title: 'Kho mát' }
        const after = { ...fields, version: touched.version + 1 }
        const edited = view(board, [{ kind: 'edit', ...named, after }])
        model.edit(whole(model, touched), fields)
        const base = afterOwnEvent(reader)
        expect(shown(edited)).toEqual(shown(base))
        const removed = view(base, [{ kind: 'remove', ...named }])
        model.delete(whole(model, touched))
        expect(shown(removed)).toEqual(shown(afterOwnEvent({ ...reader, board: base })))
      }),
    )
  })
})
