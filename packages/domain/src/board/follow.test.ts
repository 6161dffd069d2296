import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scope } from '../access/scope.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import {
  arbCommands,
  arbScope,
  makeOpportunity,
  makePipeline,
  ModelBoard,
  perform,
  reread,
  stageOf,
  type ModelCommand,
} from '../testing/index.ts'
import { apply, applyEvents, type BoardEvents } from './apply.ts'
import type { Board } from './board.ts'

const pipeline = makePipeline()
const stages = (['prospect', 'proposal', 'won'] as const).map((key) => stageOf(pipeline, key))

type Reader = Board<Opportunity>
type Message = BoardEvents<Opportunity>

function modelAfter(commands: readonly ModelCommand[], model = new ModelBoard(stages)): ModelBoard {
  for (const command of commands) perform(model, command)
  return model
}

function applied(board: Reader, message: Message): Reader {
  const result = applyEvents(board, message)
  if (result.kind !== 'applied') throw new Error(`the message was ${result.kind}`)
  return result.board
}

/** Commands before a reader joins, and commands that they follow. */
const history = fc.tuple(arbCommands(30), arbCommands(30))

describe('a reader who follows the feed', () => {
  it('has exactly what a fresh snapshot has, whatever they may see', () => {
    fc.assert(
      fc.property(history, arbScope, ([before, after], scope) => {
        const model = modelAfter(before)
        const joined = model.snapshot(scope)
        modelAfter(after, model)
        fc.pre(model.seq > joined.seq)
        const board = reread(model, scope, applied(joined, model.message(scope, joined.seq)))
        expect(board).toEqual(model.snapshot(scope))
      }),
      { numRuns: 100 },
    )
  })

  it('has the first cards of each column, when only some were loaded', () => {
    fc.assert(
      fc.property(history, arbScope, fc.integer({ min: 0, max: 4 }), ([before, after], scope, most) => {
        const model = modelAfter(before)
        const joined = model.snapshot(scope, most)
        modelAfter(after, model)
        fc.pre(model.seq > joined.seq)
        const board = reread(model, scope, applied(joined, model.message(scope, joined.seq)), most)
        for (const [id, whole] of model.snapshot(scope).columns) {
          const column = board.columns.get(id)
          expect(column?.cards).toEqual(whole.cards.slice(0, column?.cards.length))
          expect(column?.totals).toEqual(whole.totals)
          expect(column?.hasMore).toBe((column?.cards.length ?? 0) < whole.cards.length)
        }
      }),
      { numRuns: 100 },
    )
  })

  const stretches = fc.array(fc.tuple(fc.nat(60), fc.nat(12)), { maxLength: 20 })

  /** Sends a reader any stretches of the feed, in any order, and at last the rest. */
  function followed(
    [before, after]: readonly (readonly ModelCommand[])[],
    scope: Scope,
    sent: readonly (readonly [number, number])[],
    take: (board: Reader, message: Message) => Reader,
  ): { board: Reader; model: ModelBoard } {
    const model = modelAfter(before ?? [])
    const { seq } = model
    let board = model.snapshot(scope)
    modelAfter(after ?? [], model)
    for (const [from, length] of sent) {
      const start = seq + (from % (model.seq - seq + 1))
      board = take(board, model.message(scope, start, Math.min(model.seq, start + length)))
    }
    if (board.seq < model.seq) board = take(board, model.message(scope, board.seq))
    return { board: reread(model, scope, board), model }
  }

  /** The client's rule, checked on the way: drop, apply or resume. */
  function obey(board: Reader, message: Message): Reader {
    const result = applyEvents(board, message)
    if (message.toSeq <= board.seq) expect(result.kind).toBe('dropped')
    else if (message.fromSeq > board.seq + 1) expect(result.kind).toBe('gap')
    else expect(result).toMatchObject({ kind: 'applied', board: { seq: message.toSeq } })
    return result.kind === 'applied' ? result.board : board
  }

  const converges = (take: typeof obey, whole: (message: Message) => Message) =>
    fc.property(history, arbScope, stretches, (commands, scope, sent) => {
      const { board, model } = followed(commands, scope, sent, (reader, message) => take(reader, whole(message)))
      expect(board).toEqual(model.snapshot(scope))
    })

  it('is not led astray by what comes twice, late, early or in part', () => {
    fc.assert(
      converges(obey, (message) => message),
      { numRuns: 100 },
    )
  })

  // The property sees: without one of its guards it fails.
  it.each<[string, Parameters<typeof converges>]>([
    [
      'applying without looking at the position',
      [
        (board, { events, toSeq }) => ({
          ...events.reduce((b, event) => apply({ ...b, seq: event.seq - 1 }, event), board),
          seq: Math.max(board.seq, toSeq),
        }),
        (message) => message,
      ],
    ],
    [
      'applying over a gap',
      [
        (board, message) => obey(board, { ...message, fromSeq: Math.min(message.fromSeq, board.seq + 1) }),
        (message) => message,
      ],
    ],
    [
      'not hearing of what leaves',
      [
        obey,
        (message) => ({ ...message, events: message.events.filter((event) => event.type !== 'OPPORTUNITY_LEFT') }),
      ],
    ],
    [
      'not hearing of cards that moved aside',
      [obey, (message) => ({ ...message, events: message.events.map((event) => ({ ...event, ranks: [] })) })],
    ],
    [
      'not hearing of totals',
      [obey, (message) => ({ ...message, events: message.events.map((event) => ({ ...event, columns: [] })) })],
    ],
  ])('fails when %s', (_, [take, whole]) => {
    expect(fc.check(converges(take, whole), { numRuns: 300, seed: 3, endOnFailure: true }).failed).toBe(true)
  })

  it('is not changed by any event that they know', () => {
    fc.assert(
      fc.property(history, arbScope, ([before, after], scope) => {
        const model = modelAfter(before)
        let board = model.snapshot(scope)
        modelAfter(after, model)
        for (const event of model.message(scope, board.seq).events) {
          board = apply(board, event)
          expect(apply(board, event)).toBe(board)
        }
      }),
    )
  })
})

it('an empty message moves the position over what is hidden', () => {
  const model = modelAfter([])
  model.create(makeOpportunity({ stage: stages[0], ownerId: null, teamId: null }))
  const mine: Scope = { kind: 'OWN', seesAmounts: true, userId: 'usr_me' }
  const joined = model.snapshot(mine, Infinity, 0)
  expect(model.message(mine, 0).events).toEqual([])
  expect(applyEvents(joined, model.message(mine, 0))).toEqual({ kind: 'applied', board: { ...joined, seq: 1 } })
})
