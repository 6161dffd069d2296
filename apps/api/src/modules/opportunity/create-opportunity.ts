import {
  decideCreate,
  fault,
  firstOpenStage,
  invalid,
  isGiven,
  isId,
  may,
  scopeOf,
  type CreateRequest,
  type Pipeline,
  type PipelineId,
  type PlaceHint,
  type StageId,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { Raced } from '../../data/retry.ts'
import type { Sql } from '../../data/sql.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { lockColumns } from '../pipeline/column-lock.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { keepWords } from '../vocabulary/keep-words.ts'
import { findNamed } from './names.ts'
import { answered, notFound, refuse, type Kept, type Refused, type Saved } from './opportunity.answer.ts'
import { tellCreated } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { findPlace } from './place-in-column.ts'
import { leaveChange } from './write-change.ts'

export interface CreateOpportunity extends CreateRequest, PlaceHint {
  readonly pipelineId: PipelineId
  readonly clientMutationId?: string | null | undefined
}

/** Puts a new opportunity into a column; without a stage, into the pipeline's first open one. */
export async function createOpportunity(
  writes: Writes,
  caller: Writer,
  input: CreateOpportunity,
): Promise<Saved | Refused> {
  const request = {
    caller,
    operation: 'createOpportunity',
    clientMutationId: input.clientMutationId ?? null,
    input,
  }
  const written = await writes.run<Kept, Refused>(request, async (tx) => {
    const { actor } = caller
    if (!may(actor, 'opportunity:create')) return refuse(fault('FORBIDDEN', 'notAllowed'))
    if (!isId('pipeline', input.pipelineId)) return notFound('pipelineId')
    if (isGiven(input.stageId) && !isId('stage', input.stageId)) return notFound('stageId')

    const column = await holdColumn(tx.sql, input.pipelineId, input.stageId ?? null)
    if (column.kind === 'no-pipeline') return notFound('pipelineId')
    if (column.kind === 'no-stage') return notFound('stageId')
    const { pipeline, stageId } = column
    const place = stageId
      ? await findPlace(tx.sql, { stageId, cardId: null, hint: input, scope: scopeOf(actor) })
      : { rank: '0', aside: [] }

    const decision = decideCreate(actor, pipeline, input, await findNamed(tx.sql, input), {
      id: typeidUnboxed('opp'),
      rank: place.rank,
      now: tx.now,
    })
    if (decision.kind === 'refused') return refuse(...decision.faults)
    const { after } = decision
    const store = new OpportunityStore(tx.sql)
    if (after.externalId !== null && (await store.hasExternalId(after.externalId)))
      return refuse(invalid('taken', ['externalId']))

    await keepWords(tx.sql, after.source, after.tags)
    await store.lock(place.aside.map(({ id }) => id))
    leaveChange(tx, { before: null, after, kind: 'CREATED', at: tx.now, aside: place.aside })
    tellCreated(tx, after, place.aside)
    return { commit: { opportunity: after, seq: null } }
  })
  return answered(written)
}

type HeldColumn =
  | { readonly kind: 'held'; readonly pipeline: Pipeline; readonly stageId: StageId | null }
  | { readonly kind: 'no-pipeline' }
  | { readonly kind: 'no-stage' }

/** Holds the column that a new card goes to, and reads the pipeline as it is from then on. */
async function holdColumn(sql: Sql, pipelineId: PipelineId, asked: StageId | null): Promise<HeldColumn> {
  const pipelines = new PipelineStore(sql)
  const firstOpen = async () => firstOpenStage((await pipelines.pipeline(pipelineId))?.stages ?? [])?.id ?? null
  const stageId = asked ?? (await firstOpen())
  if (stageId !== null) await lockColumns(sql, [stageId])
  const pipeline = await pipelines.pipeline(pipelineId)
  if (!pipeline) return { kind: 'no-pipeline' }
  if (asked === null && stageId !== (firstOpenStage(pipeline.stages)?.id ?? null)) throw new Raced()
  // One of another pipeline is for the domain to refuse, by its own rule.
  if (asked !== null && !(await pipelines.stage(asked))) return { kind: 'no-stage' }
  return { kind: 'held', pipeline, stageId }
}
