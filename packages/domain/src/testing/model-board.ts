import { amountSeenBy } from '../access/amounts.ts'
import { isVisible, type Acl, type Scope } from '../access/scope.ts'
import type { BoardEvents } from '../board/apply.ts'
import { makeBoard, type Board } from '../board/board.ts'
import { cutTo, type BoardChange, type BulkEntry } from '../board/cut.ts'
import type { ColumnPage, PagePart } from '../board/page.ts'
import { byPlace, indexAt, placeAt, type PlaceHint, type Ranked } from '../board/rank.ts'
import { deltasOf, type ColumnTotals, type TotalsByStage } from '../board/totals.ts'
import { add } from '../kernel/money.ts'
import type { OpportunityId, StageId } from '../kernel/id.ts'
import { weighted, type Opportunity } from '../opportunity/opportunity.ts'
import { placedIn } from '../opportunity/place.ts'
import type { Stage } from '../pipeline/stage.ts'
import { someInstant } from './records.ts'

type Cards = ReadonlyMap<OpportunityId, Opportunity>

/** A board as it was right after a change. */
interface Moment {
  readonly change: BoardChange | null
  readonly cards: Cards
  readonly stages: readonly Stage[]
}

/**
 * A board's server in memory: it takes changes, keeps every moment, and answers with snapshots, pages and messages as
 * any reader would get them. Snapshots and totals are counted anew from the cards, never carried on by deltas: so they
 * can be held against what a reader has made of the messages.
 */
export class ModelBoard {
  readonly #moments: Moment[]

  constructor(stages: readonly Stage[]) {
    this.#moments = [{ change: null, cards: new Map(), stages }]
  }

  get seq(): number {
    return this.#moments.length - 1
  }

  get stages(): readonly Stage[] {
    return this.#at(this.seq).stages
  }

  /** Cards that are on the board now, in no order. */
  get cards(): readonly Opportunity[] {
    return [...this.#at(this.seq).cards.values()].filter((card) => card.deletedAt === null)
  }

  get deleted(): readonly Opportunity[] {
    return [...this.#at(this.seq).cards.values()].filter((card) => card.deletedAt !== null)
  }

  create(card: Opportunity, hint: PlaceHint = {}): void {
    this.#write('OPPORTUNITY_CREATED', null, card, this.#place(card, card.stageId, hint))
  }

  edit(card: Opportunity, fields: Partial<Opportunity>): void {
    this.#write('OPPORTUNITY_UPDATED', card, { ...card, ...fields, version: card.version + 1 })
  }

  /** To a stage, or to another place in its own. */
  move(card: Opportunity, to: Stage, hint: PlaceHint): void {
    const placed = to.id === card.stageId ? {} : { ...placedIn(card, to, {}, someInstant), version: card.version + 1 }
    this.#write('OPPORTUNITY_MOVED', card, { ...card, ...placed }, this.#place(card, to.id, hint))
  }

  delete(card: Opportunity): void {
    this.#write('OPPORTUNITY_DELETED', card, { ...card, deletedAt: someInstant, version: card.version + 1 })
  }

  restore(card: Opportunity): void {
    const after = { ...card, deletedAt: null, version: card.version + 1 }
    this.#write('OPPORTUNITY_ENTERED', card, after, this.#place(card, card.stageId, {}))
  }

  /** One chunk of an import or a bulk change. */
  bulk(cards: readonly Opportunity[], change: (card: Opportunity) => Partial<Opportunity>): void {
    const entries = cards.map((before) => ({
      before,
      after: { ...before, ...change(before), version: before.version + 1 },
    }))
    const present = this.#at(this.seq)
    this.#keep(
      {
        ...none,
        type: 'BULK_CHANGED',
        deltas: entries.flatMap(({ before, after }) => deltasOf(before, after)),
        opportunityIds: entries.map(({ before, after }): BulkEntry => ({
          id: before.id,
          before,
          after: presentAcl(after),
        })),
        touchedStageIds: [...new Set(entries.flatMap(({ before, after }) => [before.stageId, after.stageId]))],
      },
      new Map([...present.cards, ...entries.map(({ after }) => [after.id, after] as const)]),
      present.stages,
    )
  }

  /** Spreads a column's ranks anew; the order stays. */
  respace(stageId: StageId): void {
    const present = this.#at(this.seq)
    const column = columnOf(present.cards, stageId)
    const spaced = column.map((card, at) => ({ ...card, rank: String((at + 1) * 1024) }))
    const ranks = spaced.filter((card, at) => card.rank !== column[at]?.rank)
    this.#keep(
      { ...none, type: 'COLUMN_RERANKED', ranks, touchedStageIds: [stageId] },
      new Map([...present.cards, ...ranks.map((card) => [card.id, card] as const)]),
      present.stages,
    )
  }

  /** Stages as an administrator leaves them. What is in a removed one must have gone before. */
  changeStages(stages: readonly Stage[]): void {
    this.#keep({ ...none, type: 'PIPELINE_CHANGED' }, this.#at(this.seq).cards, stages)
  }

  /** What a reader gets who joins at a moment, with so many cards a column. */
  snapshot(scope: Scope, most = Infinity, seq = this.seq): Board<Opportunity> {
    const moment = this.#at(seq)
    const totals = totalsOf(moment.cards, scope)
    const columns = moment.stages.map(({ id }) => {
      const cards = columnOf(moment.cards, id).filter((card) => isVisible(scope, card))
      return {
        stageId: id,
        totals: totalsSeenBy(scope, totals.get(id) ?? noTotals),
        cards: cards.slice(0, most).map((card) => cardSeenBy(scope, card)),
        hasMore: cards.length > most,
      }
    })
    return makeBoard({ pipelineId: moment.stages[0]?.pipelineId ?? '', seq, columns })
  }

  /** A page of a column as of now. */
  page(scope: Scope, stageId: StageId, part: PagePart, most: number): ColumnPage<Opportunity> {
    const { cards } = this.#at(this.seq)
    const visible = columnOf(cards, stageId).filter((card) => isVisible(scope, card))
    const rest = part.part === 'head' ? visible : visible.filter((card) => byPlace(card, part.after) > 0)
    const totals = totalsSeenBy(scope, totalsOf(cards, scope).get(stageId) ?? noTotals)
    const page = rest.slice(0, most).map((card) => cardSeenBy(scope, card))
    return { ...part, seq: this.seq, stageId, totals, cards: page, hasMore: rest.length > most }
  }

  /** All of `after + 1 ..= upTo` that a reader may see. */
  message(scope: Scope, after: number, upTo = this.seq): BoardEvents<Opportunity> {
    let totals: TotalsByStage = totalsOf(this.#at(after).cards, scope)
    const events = this.#moments.slice(after + 1, upTo + 1).flatMap(({ change }) => {
      if (change === null) return []
      const cut = cutTo(scope, change, totals)
      totals = cut.totals
      if (cut.event === null) return []
      const { card, columns } = cut.event
      return [
        {
          ...cut.event,
          card: card && cardSeenBy(scope, card),
          columns: columns.map((column) => ({ ...column, totals: totalsSeenBy(scope, column.totals) })),
        },
      ]
    })
    return { fromSeq: after + 1, toSeq: upTo, events }
  }

  #at(seq: number): Moment {
    const moment = this.#moments[seq]
    if (!moment) throw new RangeError(`no moment ${seq}`)
    return moment
  }

  #place(card: Ranked, stageId: StageId, hint: PlaceHint): { rank: string; ranks: readonly Opportunity[] } {
    const column = columnOf(this.#at(this.seq).cards, stageId).filter((other) => other.id !== card.id)
    const { rank, reranked } = placeAt(column, indexAt(column, hint))
    const rankOf = new Map(reranked.map((other) => [other.id, other.rank]))
    return {
      rank,
      ranks: column.flatMap((other) =>
        rankOf.has(other.id) ? [{ ...other, rank: rankOf.get(other.id) ?? other.rank }] : [],
      ),
    }
  }

  #write(
    type: BoardChange['type'],
    before: Opportunity | null,
    changed: Opportunity,
    place: { rank: string; ranks: readonly Opportunity[] } = { rank: changed.rank, ranks: [] },
  ): void {
    const after = { ...changed, rank: place.rank }
    const present = this.#at(this.seq)
    this.#keep(
      {
        ...none,
        type,
        opportunityId: after.id,
        before: presentAcl(before),
        after: presentAcl(after),
        opportunity: after.deletedAt === null ? after : null,
        deltas: deltasOf(before, after),
        ranks: place.ranks,
      },
      new Map([...present.cards, ...place.ranks.map((card) => [card.id, card] as const), [after.id, after]]),
      present.stages,
    )
  }

  #keep(change: Omit<BoardChange, 'seq'>, cards: Cards, stages: readonly Stage[]): void {
    this.#moments.push({ change: { ...change, seq: this.seq + 1 }, cards, stages })
  }
}

const none = {
  opportunityId: null,
  before: null,
  after: null,
  opportunity: null,
  fromStageId: null,
  toStageId: null,
  deltas: [],
  ranks: [],
  opportunityIds: [],
  touchedStageIds: [],
} as const

/** What is withheld arrives as null; of sums a client makes zeroes, which it does not show. */
const cardSeenBy = (scope: Scope, card: Opportunity): Opportunity => ({
  ...card,
  amount: amountSeenBy(scope, card.amount),
})

const totalsSeenBy = (scope: Scope, { count, byCurrency }: ColumnTotals): ColumnTotals => ({
  count,
  byCurrency: byCurrency.map((total) => ({
    ...total,
    amount: amountSeenBy(scope, total.amount) ?? '0',
    weightedAmount: amountSeenBy(scope, total.weightedAmount) ?? '0',
  })),
})

const noTotals: ColumnTotals = { count: 0, byCurrency: [] }

const presentAcl = (card: Opportunity | null): Acl | null =>
  card === null || card.deletedAt !== null ? null : { ownerId: card.ownerId, teamId: card.teamId }

const columnOf = (cards: Cards, stageId: StageId): readonly Opportunity[] =>
  [...cards.values()].filter((card) => card.stageId === stageId && card.deletedAt === null).toSorted(byPlace)

/** Counts what a reader sees, column by column. */
export function totalsOf(cards: Cards, scope: Scope): Map<StageId, ColumnTotals> {
  const totals = new Map<StageId, ColumnTotals>()
  for (const card of cards.values()) {
    if (card.deletedAt !== null || !isVisible(scope, card)) continue
    const { count, byCurrency } = totals.get(card.stageId) ?? noTotals
    const entry = byCurrency.find((other) => other.currency === card.currency)
    const counted = {
      currency: card.currency,
      count: (entry?.count ?? 0) + 1,
      amount: add(entry?.amount ?? '0', card.amount ?? '0'),
      weightedAmount: add(entry?.weightedAmount ?? '0', weighted(card) ?? '0'),
    }
    const others = byCurrency.filter((other) => other !== entry)
    const sorted = [...others, counted].toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
    totals.set(card.stageId, { count: count + 1, byCurrency: sorted })
  }
  return totals
}
