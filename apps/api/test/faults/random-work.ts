import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import type { FaultBoard } from './board.ts'
import type { Rep } from './rep.ts'

/** What one of three clients does next, or what the network does to them; numbers are taken modulo what is there. */
export type Step =
  | { readonly kind: 'move' | 'reorder' | 'edit' | 'win' | 'reopen'; readonly card: number; readonly to: number }
  | { readonly kind: 'create' }
  | { readonly kind: 'cut follower' }
  | { readonly kind: 'break clients' | 'break database' | 'lose answers'; readonly node: number }

const number = fc.nat(1_000)
const change = fc.record({
  kind: fc.constantFrom('move' as const, 'reorder' as const, 'edit' as const, 'win' as const, 'reopen' as const),
  card: number,
  to: number,
})
const network = fc.record({
  kind: fc.constantFrom('break clients' as const, 'break database' as const, 'lose answers' as const),
  node: number,
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: change },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut follower' as const) }) },
  { weight: 2, arbitrary: network },
)

/** What each of three clients does, one thing after the other. */
export const workOfThree = fc.tuple(...[0, 1, 2].map(() => fc.array(step, { minLength: 1, maxLength: 12 })))

/** Three clients at once, each writing and following. */
export async function runWork(board: FaultBoard, work: readonly (readonly Step[])[]): Promise<void> {
  const reps = await board.hire(work.length, 2)
  await board.follow(work.length)
  const cards = board.allCards()
  await Promise.all(
    work.map(async (steps, client) => {
      for (const one of steps) {
        const rep = reps[client]
        if (rep) await take(board, one, rep, client, cards)
      }
    }),
  )
}

async function take(board: FaultBoard, step: Step, rep: Rep, client: number, cards: string[]): Promise<void> {
  const { nodes } = board.world
  switch (step.kind) {
    case 'create':
      return void cards.push((await board.card(rep)).id)
    case 'cut follower':
      return board.followers[client]?.cut()
    case 'break clients':
      return nodes[step.node % nodes.length]?.clients.cut()
    case 'break database':
      return nodes[step.node % nodes.length]?.database.cut()
    case 'lose answers': {
      const proxy = nodes[step.node % nodes.length]?.clients
      if (proxy?.mode !== 'ok') return
      proxy.mode = 'halfopen'
      await wait(100)
      return proxy.heal()
    }
    default:
      await makeChange(board, step, rep, cards)
  }
}

type Change = Extract<Step, { readonly card: number }>

/** Others may be faster: a refusal is as good an answer as any. */
async function makeChange(
  board: FaultBoard,
  { kind, card, to }: Change,
  rep: Rep,
  cards: readonly string[],
): Promise<void> {
  const opportunityId = cards[card % cards.length]
  const toStageId = board.stages[to % board.stages.length]
  switch (kind) {
    case 'move':
      return void (await rep.send('moveOpportunity', { opportunityId, toStageId }, { isChange: false }))
    case 'reorder': {
      const afterId = cards[to % cards.length]
      return void (await rep.send('moveOpportunity', { opportunityId, toStageId, afterId }, { isChange: false }))
    }
    case 'edit':
      // A title that nothing had before is a change whatever happened meanwhile.
      return void (await rep.send('updateOpportunity', { opportunityId, title: randomUUID() }))
    case 'win':
      return void (await rep.send('moveOpportunity', { opportunityId, toStageId: board.won }, { isChange: false }))
    case 'reopen':
      return void (await rep.send('reopenOpportunity', { opportunityId }, { isChange: false }))
  }
}
