import {
  decideMove,
  fault,
  isId,
  may,
  type MoveRequest,
  type Opportunity,
  type OpportunityId,
  type PlaceHint,
  type StageId,
} from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import { apart, type SharedWrite, type Writer, type Writes } from '../../data/write.ts'
import { boardOfStage, rememberBoard } from '../pipeline/stage-boards.ts'
import { standsAt } from './held-column.ts'
import { holdMoves, type HeldMoves } from './held-moves.ts'
import { HistoryStore } from './history.store.ts'
import {
  answered,
  notFound,
  refusalOfEdit,
  refuse,
  type Kept,
  type Refused,
  type Saved,
  type StaleMove,
} from './opportunity.answer.ts'
import { tellMoved } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { leaveChange, leaveOrder } from './write-change.ts'

export interface MoveOpportunity extends MoveRequest, PlaceHint {
  readonly opportunityId: OpportunityId
  readonly toStageId: StageId
  readonly clientMutationId?: string | null | undefined
}

/**
 * Moves an opportunity to a place in a column: of its own stage (another order), of another one, or of another
 * pipeline's (a transfer). Where it stands there already, nothing is written. Moves that wait for one board share a
 * transaction.
 */
export async function moveOpportunity(
  writes: Writes,
  caller: Writer,
  input: MoveOpportunity,
): Promise<Saved | Refused | StaleMove> {
  const request = { caller, clientMutationId: input.clientMutationId ?? null, input }
  return answered(await writes.share(boardOfStage(input.toStageId) ?? input.toStageId, moves, request))
}

const moves: SharedWrite<MoveOpportunity, HeldMoves, Kept, Refused | StaleMove> = {
  operation: 'moveOpportunity',
  subjectOf: ({ opportunityId }) => opportunityId,
  hold: holdMoves,

  async decide(tx, input, held) {
    const { actor } = tx.caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    if (!isId('stage', input.toStageId)) return notFound('toStageId')
    const before = held.cards.get(input.opportunityId)
    // There is none, or somebody holds it: that is found out alone. So is one that is hidden, which must take as long.
    const isSeen = before !== undefined && before.deletedAt === null && may(actor, 'opportunity:read', before)
    if (!isSeen) return held.isAlone ? notFound('opportunityId') : apart
    const refusal = refusalOfEdit(actor, before)
    if (refusal) return refusal

    const stage = held.stage(input.toStageId)
    if (!stage) return notFound('toStageId')
    rememberBoard(stage)
    if (stage.isArchived) return refuse(fault('NOT_FOUND', 'stageGone', ['toStageId']))
    const { lostReasonId } = input
    if (lostReasonId && lostReasonId !== before.lostReasonId && !held.hasReason(lostReasonId))
      return notFound('lostReasonId')

    const at = held.cards.now
    const decision = decideMove(before, stage, input, at, held.stepsOf(before.id))
    if (decision.kind === 'refused') return refuse(...decision.faults)
    if (decision.kind === 'stale') return { refuse: await staleMove(tx.sql, before) }
    const spot = held.spotFor(actor, input)
    if (decision.kind === 'reordered' && standsAt(spot, before)) {
      const seq = await new OpportunityStore(tx.sql).headOf(before.pipelineId)
      return { commit: { opportunity: before, seq } }
    }
    const place = await held.placeAt(input, spot)
    if (place === apart) return apart

    const { rank, aside } = place
    const after = { ...(decision.kind === 'moved' ? decision.after : before), rank }
    if (decision.kind === 'moved') leaveChange(tx, { before, after, kind: decision.history, at, aside })
    else {
      leaveOrder(tx, after, aside)
      // Its history says nothing of an order among others; who changed it is asked all the same.
      tx.audit({ action: 'MOVE_OPPORTUNITY', subjectId: before.id, before: rankOf(before), after: rankOf(after) })
    }
    tellMoved(tx, before, after, aside)
    held.moved(before, after)
    return { commit: { opportunity: after, seq: null } }
  },
}

async function staleMove(sql: Sql, current: Opportunity): Promise<StaleMove> {
  const last = await new HistoryStore(sql).lastMove(current.id)
  return { kind: 'stale', current, movedById: last?.actorId ?? null, movedAt: last?.at ?? null }
}

const rankOf = ({ rank }: Opportunity) => ({ rank })
