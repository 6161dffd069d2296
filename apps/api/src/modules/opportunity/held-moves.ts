import { isId, scopeOf, type Actor, type FieldChange, type LostReason, type Opportunity } from '@mekong/domain'
import { apart } from '../../data/write.ts'
import type { Sql } from '../../data/sql.ts'
import { LostReasonStore } from '../lost-reason/lost-reason.store.ts'
import { lockColumns } from '../pipeline/column-lock.ts'
import { PipelineStore, type StoredStage } from '../pipeline/pipeline.store.ts'
import { HeldColumn, type Spot } from './held-column.ts'
import { HistoryStore, type Step } from './history.store.ts'
import type { MoveOpportunity } from './move-opportunity.ts'
import { OpportunityStore, type LockedCards } from './opportunity.store.ts'
import { makeRoom, readColumns, type Place } from './place-in-column.ts'

/**
 * Everything that moves which share a transaction hold and read before the first of them is decided, in one trip. What
 * one of them changes, the next ones find here.
 */
export class HeldMoves {
  constructor(
    private readonly sql: Sql,
    readonly cards: LockedCards,
    private readonly columns: ReadonlyMap<string, HeldColumn>,
    private readonly stages: readonly StoredStage[],
    private readonly reasons: readonly LostReason[],
    private readonly steps: readonly Step[],
    /** Waits for whatever it needs, and has room made where there is none. */
    readonly isAlone: boolean,
    private readonly isShared: boolean,
  ) {}

  /** Archived ones too. */
  stage(id: string): StoredStage | undefined {
    return this.stages.find((stage) => stage.id === id)
  }

  hasReason(id: string): boolean {
    return this.reasons.some((reason) => reason.id === id && !reason.isArchived)
  }

  /** What was done to a card since the version that its mover saw. */
  stepsOf(id: string): readonly FieldChange[] {
    return this.steps.flatMap((step) => (step.id === id ? step.changes : []))
  }

  spotFor(actor: Actor, move: MoveOpportunity): Spot {
    return this.#column(move.toStageId).spotFor(move.opportunityId, move, scopeOf(actor))
  }

  /** Cards that move aside are locked out of order, so whoever holds one of them is not waited for. */
  async placeAt(move: MoveOpportunity, spot: Spot): Promise<Place | typeof apart> {
    if (spot.rank !== undefined) return { rank: spot.rank, aside: [] }
    if (this.isShared) return apart
    const { toStageId: stageId, opportunityId: cardId } = move
    const place = await makeRoom(this.sql, { stageId, cardId, hint: move }, spot)
    await new OpportunityStore(this.sql).lock(
      place.aside.map(({ id }) => id),
      'lose',
    )
    return place
  }

  moved(before: Opportunity, after: Opportunity): void {
    this.columns.get(before.stageId)?.take(before.id)
    this.#column(after.stageId).put(after)
  }

  #column(stageId: string): HeldColumn {
    const column = this.columns.get(stageId)
    if (!column) throw new Error(`Column ${stageId} is not held.`)
    return column
  }
}

/**
 * Columns come before cards, as everywhere. In company no card is waited for while columns are held; a move that is alone
 * waits for its card first, and holds no column meanwhile.
 */
export async function holdMoves(sql: Sql, moves: readonly MoveOpportunity[], isAlone: boolean): Promise<HeldMoves> {
  const sound = moves.filter((move) => isId('opportunity', move.opportunityId) && isId('stage', move.toStageId))
  const store = new OpportunityStore(sql)
  const cardIds = sound.map(({ opportunityId }) => opportunityId)
  const stageIds = sound.map(({ toStageId }) => toStageId)
  const seen = sound.flatMap(({ opportunityId: id, expectedVersion }) =>
    typeof expectedVersion === 'number' ? [{ id, seenVersion: expectedVersion }] : [],
  )
  const reasonIds = sound.flatMap(({ lostReasonId }) => lostReasonId ?? [])

  const waitedFor = isAlone && store.lock(cardIds)
  const columnsHeld = lockColumns(sql, stageIds)
  const [cards, columns, stages, reasons, steps] = await Promise.all([
    waitedFor || store.lock(cardIds, 'skip'),
    readColumns(
      sql,
      sound.map((move) => ({ stageId: move.toStageId, cardId: move.opportunityId, hint: move })),
    ),
    new PipelineStore(sql).stages(stageIds),
    reasonIds.length > 0 ? new LostReasonStore(sql).reasons(reasonIds) : [],
    seen.length > 0 ? new HistoryStore(sql).steps(seen) : [],
    columnsHeld,
  ])
  return new HeldMoves(sql, cards, columns, stages, reasons, steps, isAlone, moves.length > 1)
}
