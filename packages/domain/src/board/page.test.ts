import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scope } from '../access/scope.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import {
  arbCommand,
  arbCommands,
  arbScope,
  idOf,
  makeOpportunity,
  makePipeline,
  ModelBoard,
  perform,
  reread,
  stageOf,
} from '../testing/index.ts'
import { applyEvents } from './apply.ts'
import type { Board } from './board.ts'
import { mergePage, type ColumnPage, type PagePart } from './page.ts'

const pipeline = makePipeline()
const stages = (['prospect', 'proposal', 'won'] as const).map((key) => stageOf(pipeline, key))
const stage = stageOf(pipeline, 'prospect')
const everyone: Scope = { kind: 'ALL', seesAmounts: true }
const size = 2

const card = (n: number, rank = n * 10) =>
  makeOpportunity({ id: idOf('opportunity', n), stage, rank: String(rank), ownerId: null, teamId: null })
const loadedIds = (board: Board<Opportunity>) => board.columns.get(stage.id)?.cards.map((c) => c.id)

describe('a page', () => {
  const model = new ModelBoard(stages)
  for (let n = 1; n <= 5; n += 1) model.create(card(n))
  const board = model.snapshot(everyone, size)
  const [, second] = board.columns.get(stage.id)?.cards ?? []
  const next: PagePart = { part: 'next', after: second ?? card(2) }

  it('joins at exactly the board’s moment', () => {
    const page = model.page(everyone, stage.id, next, size)
    expect(mergePage(board, { ...page, seq: board.seq + 1 })).toEqual({ kind: 'ahead' })
    expect(mergePage(board, { ...page, seq: board.seq - 1 })).toEqual({ kind: 'behind' })
    const joined = mergePage(board, page)
    expect(joined.kind === 'merged' && loadedIds(joined.board)).toEqual([1, 2, 3, 4].map((n) => idOf('opportunity', n)))
    expect(joined.kind === 'merged' && joined.board.columns.get(stage.id)?.hasMore).toBe(true)
  })

  it('is read again when the card that it goes on below is no longer loaded, or moved up', () => {
    const page = model.page(everyone, stage.id, next, size)
    for (const cards of [[], [card(1)], [card(1), { ...card(2), rank: '5' }]]) {
      const column = { stageId: stage.id, totals: page.totals, cards, hasMore: true }
      const shorter = { ...board, columns: new Map([[stage.id, column]]) }
      expect(mergePage(shorter, page)).toEqual({ kind: 'behind' })
    }
  })

  it('that ends above the last loaded card does not hide that all are loaded', () => {
    const whole = model.snapshot(everyone)
    const joined = mergePage(whole, model.page(everyone, stage.id, next, size))
    expect(joined).toEqual({ kind: 'merged', board: whole })
  })

  it('of the head replaces what is loaded and what was due', () => {
    const due = { ...board, staleColumns: new Map([[stage.id, 3]]) }
    const head = mergePage(due, model.page(everyone, stage.id, { part: 'head' }, 3))
    expect(head.kind === 'merged' && loadedIds(head.board)?.length).toBe(3)
    expect(head.kind === 'merged' && head.board.staleColumns.size).toBe(0)
    const more = mergePage(due, model.page(everyone, stage.id, next, size))
    expect(more.kind === 'merged' && more.board.staleColumns.size).toBe(1)
  })

  it('makes the column when the board has none', () => {
    const bare = { ...board, columns: new Map() }
    const head = mergePage(bare, model.page(everyone, stage.id, { part: 'head' }, size))
    expect(head.kind === 'merged' && loadedIds(head.board)?.length).toBe(size)
  })
})

/** What happens around a reader, in any order. Numbers are taken modulo what is there. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), command: arbCommand }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('hear' as const), upTo: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const), stage: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reread' as const) }) },
)

/** A reader who loads columns page by page while the board changes. */
class PagingReader {
  board: Board<Opportunity>
  #asked: { stageId: string; part: PagePart }[] = []
  #held: ColumnPage<Opportunity>[] = []

  readonly model: ModelBoard
  readonly scope: Scope

  constructor(model: ModelBoard, scope: Scope) {
    this.model = model
    this.scope = scope
    this.board = model.snapshot(scope, size)
  }

  hear(upTo = this.model.seq): void {
    const end = Math.min(this.model.seq, upTo)
    if (end <= this.board.seq) return
    const applied = applyEvents(this.board, this.model.message(this.scope, this.board.seq, end))
    if (applied.kind === 'applied') this.board = applied.board
    this.#held = this.#held.filter((page) => !this.#joins(page))
  }

  ask(at: number): void {
    const shown = [...this.board.columns.keys()]
    this.#ask(shown[at % shown.length] ?? stage.id)
  }

  #ask(stageId: string): void {
    const last = this.board.columns.get(stageId)?.cards.at(-1)
    this.#asked.push({ stageId, part: last ? { part: 'next', after: last } : { part: 'head' } })
  }

  /** The server answers the oldest question, as of its present. */
  answer(): void {
    const question = this.#asked.shift()
    if (!question) return
    const page = this.model.page(this.scope, question.stageId, question.part, size)
    if (!this.#joins(page)) this.#held.push(page)
  }

  reread(): void {
    this.hear()
    this.board = reread(this.model, this.scope, this.board, size)
  }

  /** Reads on until all columns are loaded to their end; a page each is enough for every card. */
  finish(): void {
    this.reread()
    this.#asked = []
    for (const { stageId } of this.board.columns.values())
      for (let pages = this.model.cards.length; pages > 0 && this.board.columns.get(stageId)?.hasMore; pages -= 1) {
        this.#ask(stageId)
        this.answer()
      }
  }

  /** Done with a page: it joined, must be asked for again, or is of a column that went meanwhile. */
  #joins(page: ColumnPage<Opportunity>): boolean {
    if (!this.board.columns.has(page.stageId)) return true
    const paged = mergePage(this.board, page)
    if (paged.kind === 'merged') this.board = paged.board
    return paged.kind !== 'ahead'
  }
}

/** Loaded cards are the first of their column at the board's own moment, wherever nothing is due to be read again. */
function expectFirstCards({ board, model, scope }: PagingReader): void {
  for (const [id, whole] of model.snapshot(scope, Infinity, board.seq).columns) {
    const column = board.columns.get(id)
    if (!column || board.staleColumns.has(id)) continue
    expect(column.cards).toEqual(whole.cards.slice(0, column.cards.length))
    expect(column.totals).toEqual(whole.totals)
    expect(column.hasMore).toBe(column.cards.length < whole.cards.length)
  }
}

it('a reader who pages while the board changes never has a hole, and ends with the whole of it', () => {
  fc.assert(
    fc.property(
      arbCommands(25),
      fc.array(happening, { maxLength: 40, size: 'max' }),
      arbScope,
      (before, around, scope) => {
        const model = new ModelBoard(stages)
        for (const command of before) perform(model, command)
        const reader = new PagingReader(model, scope)
        for (const event of around) {
          if (event.kind === 'change') perform(model, event.command)
          else if (event.kind === 'hear') reader.hear(reader.board.seq + event.upTo)
          else if (event.kind === 'ask') reader.ask(event.stage)
          else if (event.kind === 'answer') reader.answer()
          else reader.reread()
          expectFirstCards(reader)
        }
        reader.finish()
        expect(reader.board).toEqual(model.snapshot(scope))
      },
    ),
    { numRuns: 100 },
  )
})
