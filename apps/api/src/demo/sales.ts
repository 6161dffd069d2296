import {
  changesBetween,
  decideCreate,
  decideMove,
  type Actor,
  type Instant,
  type Opportunity,
  type Pipeline,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { HistoryRow, StayRow } from '../modules/opportunity/opportunity.batch.ts'
import { demoDetails, demoSources, demoTags, demoWorks } from './catalogue.ts'
import type { Random } from './random.ts'
import { simulateLife } from './simulate.ts'

export interface Customer {
  readonly companyId: string
  readonly contactId: string
  readonly name: string
}

export interface Sale {
  readonly opportunity: Opportunity
  readonly stays: readonly StayRow[]
  readonly history: readonly HistoryRow[]
}

export interface Market {
  readonly random: Random
  readonly pipeline: Pipeline
  readonly sellers: readonly Actor[]
  readonly customers: readonly Customer[]
  readonly reasonIds: readonly string[]
  readonly count: number
  readonly now: Date
  readonly timeZone: string
}

/** Sales as they would have been made by hand: every step of every one is decided by the domain's own rules. */
export function sellEverything(market: Market): readonly Sale[] {
  const titles = new Titles(market)
  return Array.from({ length: market.count }, (_, at) => sell(market, titles.next(), at))
}

function sell(market: Market, title: { text: string; customer: Customer }, at: number): Sale {
  const { random, pipeline, now, timeZone } = market
  const actor = cycle(market.sellers, random.between(0, market.sellers.length - 1))
  const life = simulateLife(random, pipeline.stages, now, timeZone)
  const [first, ...rest] = life.steps
  if (!first) throw new Error('A pipeline of the demo has no open stage.')

  const created = decideCreate(
    actor,
    pipeline,
    {
      title: title.text,
      stageId: first.stage.id,
      amount: random.chance(0.94) ? { amount: price(random), currency: pipeline.currency } : undefined,
      companyId: title.customer.companyId,
      contactId: title.customer.contactId,
      source: random.pick(demoSources),
      tags: random.chance(0.45) ? [random.pick(demoTags)] : [],
      expectedCloseDate: life.expectedCloseDate ?? undefined,
    },
    {},
    { id: typeidUnboxed('opp'), rank: String(BigInt(at + 1) << 20n), now: first.enteredAt },
  )
  if (created.kind === 'refused') throw new Error(`The demo breaks a rule: ${JSON.stringify(created.faults)}`)

  let opportunity = created.after
  const history: HistoryRow[] = [entry(null, opportunity, 'CREATED', actor, first.enteredAt)]
  for (const { stage, enteredAt } of rest) {
    const reason = { lostReasonId: stage.kind === 'LOST' ? cycle(market.reasonIds, random.between(0, 99)) : undefined }
    const moved = decideMove(opportunity, stage, reason, enteredAt)
    if (moved.kind !== 'moved') throw new Error(`The demo makes a move that is none: ${moved.kind}`)
    history.push(entry(opportunity, moved.after, moved.history, actor, enteredAt))
    opportunity = moved.after
  }
  const stays = life.steps.map(({ stage, enteredAt }, index): StayRow => ({
    opportunity,
    stageId: stage.id,
    enteredAt,
    leftAt: life.steps[index + 1]?.enteredAt ?? null,
    enteredBy: actor.userId,
    isInferred: false,
  }))
  return { opportunity, stays, history }
}

const entry = (
  before: Opportunity | null,
  after: Opportunity,
  kind: HistoryRow['kind'],
  actor: Actor,
  validAt: Instant,
): HistoryRow => ({
  opportunity: after,
  kind,
  road: 'UI',
  actorId: actor.userId,
  validAt,
  changes: changesBetween(before, after),
})

/** From eight million to six billion đồng, in steps that people would quote. */
function price(random: Random): string {
  const millions = Math.round(random.skewed(8, 6_000))
  const step = millions > 1_000 ? 50 : millions > 100 ? 10 : 1
  return `${Math.max(step, Math.round(millions / step) * step)}000000`
}

/** Jobs and customers in turn, so that few titles come twice. */
class Titles {
  #at = 0

  constructor(private readonly market: Market) {}

  next(): { text: string; customer: Customer } {
    const at = this.#at++
    const { random, customers } = this.market
    const work = cycle(demoWorks, at * 7 + random.between(0, 3))
    const detail = at < demoWorks.length ? '' : `, ${cycle(demoDetails, at)}`
    return { text: `${work}${detail}`, customer: cycle(customers, at * 11 + random.between(0, 5)) }
  }
}

function cycle<T>(items: readonly T[], at: number): T {
  const item = items[at % items.length]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}
