import type { FieldChange, HistoryKind, Opportunity } from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'
import type { MovedAside } from '../../live/outbox.ts'
import { HistoryStore } from './history.store.ts'
import { tellMoved } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import type { Place } from './place-in-column.ts'

/** A decided move into another stage. */
export interface Move {
  readonly before: Opportunity
  readonly after: Opportunity
  readonly kind: HistoryKind
  readonly changes: readonly FieldChange[]
  readonly aside: readonly MovedAside[]
}

/** Writes everything that a move into another stage is: the record, those who move aside, stays, history, events. */
export async function putInPlace(tx: WriteTx, { before, after, kind, changes, aside }: Move): Promise<void> {
  const { actor, road } = tx.caller
  const store = new OpportunityStore(tx.sql)
  const history = new HistoryStore(tx.sql)
  await store.update(before, after)
  await store.rerank(after.stageId, aside)
  await history.enterStage(after, actor.userId)
  await history.record({ opportunity: after, kind, road, actorId: actor.userId, at: after.stageEnteredAt, changes })
  tellMoved(tx, before, after, aside)
}

/** Another place in the same column: an order is nobody's edit, so neither version nor history tells of it. */
export async function reorder(tx: WriteTx, before: Opportunity, place: Place): Promise<Opportunity> {
  const after = { ...before, rank: place.rank }
  const store = new OpportunityStore(tx.sql)
  await store.update(before, after)
  await store.rerank(after.stageId, place.aside)
  tellMoved(tx, before, after, place.aside)
  return after
}
