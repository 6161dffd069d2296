import {
  changesBetween,
  decideImport,
  deltasOf,
  fault,
  invalid,
  may,
  mergeDeltas,
  namesOfStage,
  type CellDelta,
  type Decimal,
  type Fault,
  type HistoricDates,
  type Opportunity,
  type OpportunityFields,
  type Pipeline,
  type PipelineId,
  type Stage,
  type StageId,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Writer, Writes, WriteTx } from '../../data/write.ts'
import type { BulkEntry } from '../../live/outbox.ts'
import { lockColumns } from '../pipeline/column-lock.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { keepWords } from '../vocabulary/keep-words.ts'
import { ImportNames, type Creatable, type RowNames } from './import-names.ts'
import { inferStays } from './inferred-stays.ts'
import { OpportunityBatch } from './opportunity.batch.ts'

/** A row that could be read: what is null was empty, what is undefined the file does not tell. */
export interface ImportEntry {
  readonly externalId: string | null
  readonly fields: OpportunityFields
  readonly amount: Decimal | null | undefined
  readonly currency: string | null | undefined
  readonly names: RowNames & { readonly stage?: string | null | undefined }
  readonly dates: HistoricDates
}

export type ImportResult =
  | { readonly kind: 'created' | 'updated' | 'unchanged' }
  | { readonly kind: 'failed'; readonly faults: readonly Fault[] }

export interface ImportChunk {
  readonly pipelineId: PipelineId
  readonly entries: readonly ImportEntry[]
  readonly creates: ReadonlySet<Creatable>
  /** Decide everything, write nothing. */
  readonly isDryRun: boolean
}

/** Every good row of a chunk is written in one transaction with one event; each bad one is answered with its faults. */
export async function importOpportunities(
  writes: Writes,
  caller: Writer,
  chunk: ImportChunk,
): Promise<readonly ImportResult[]> {
  const request = { caller, operation: 'importOpportunities', clientMutationId: null, input: null }
  const written = await writes.run<readonly ImportResult[], readonly ImportResult[]>(request, async (tx) => {
    const results = await importAll(tx, chunk)
    return chunk.isDryRun ? { refuse: results } : { commit: results }
  })
  if (written.kind === 'key-refused') throw new Error('An import has no idempotency key.')
  return written.kind === 'written' ? written.outcome : written.refusal
}

interface Step {
  readonly before: Opportunity | null
  readonly after: Opportunity
}

async function importAll(tx: WriteTx, { pipelineId, entries, creates }: ImportChunk): Promise<readonly ImportResult[]> {
  const { actor } = tx.caller
  const forbidden: ImportResult = { kind: 'failed', faults: [fault('FORBIDDEN', 'notAllowed')] }
  if (!may(actor, 'opportunity:create')) return entries.map(() => forbidden)

  const pipelines = new PipelineStore(tx.sql)
  const columns = (await pipelines.pipeline(pipelineId))?.stages.map(({ id }) => id) ?? []
  await lockColumns(tx.sql, columns)
  const pipeline = await pipelines.pipeline(pipelineId)
  if (!pipeline) throw new Error(`Pipeline ${pipelineId} is gone.`)

  const batch = new OpportunityBatch(tx.sql)
  const known = await batch.lockByExternalId(entries.flatMap(({ externalId }) => externalId ?? []))
  const names = await ImportNames.read(
    tx,
    creates,
    entries.map((entry) => entry.names),
  )
  const ranks = new EndRanks(await batch.lastRanks(columns))

  const steps: Step[] = []
  const results: ImportResult[] = []
  for (const entry of entries) {
    const before = entry.externalId === null ? null : (known.get(entry.externalId) ?? null)
    const { result, step } = await importOne(tx, pipeline, names, ranks, before, entry)
    if (step) steps.push(step)
    results.push(result)
  }
  await writeSteps(tx, pipeline, batch, steps)
  return results
}

async function importOne(
  tx: WriteTx,
  pipeline: Pipeline,
  names: ImportNames,
  ranks: EndRanks,
  before: Opportunity | null,
  entry: ImportEntry,
): Promise<{ result: ImportResult; step?: Step }> {
  const stage = stageOf(pipeline, entry.names.stage)
  const { named, faults, make } = names.resolve(entry.names)
  faults.push(...names.faultsOfWords(entry.fields.source, entry.fields.tags))
  if (stage === null) faults.push(fault('NOT_FOUND', 'notFound', ['stage']))
  if (faults.length > 0) return { result: { kind: 'failed', faults } }

  const isLost = (stage?.kind ?? before?.status) === 'LOST'
  const fields: OpportunityFields = {
    ...entry.fields,
    ...money(entry, before, pipeline),
    externalId: entry.externalId ?? undefined,
    ownerId: idOr(entry.names.owner, named.owner),
    teamId: idOr(entry.names.team, named.team),
    companyId: idOr(entry.names.company, named.company),
    contactId: idOr(entry.names.contact, named.contact),
    // One constant reason may stand for all rows: it is meant for the lost ones.
    lostReasonId: isLost ? named.lostReason?.id : undefined,
  }
  const target = stage ?? pipeline.stages.find(({ id }) => id === before?.stageId)
  const decision = decideImport(
    tx.caller.actor,
    pipeline,
    before,
    { fields, stage: stage ?? undefined, dates: entry.dates },
    { ...named, lostReason: isLost ? named.lostReason : undefined },
    { id: typeidUnboxed('opp'), rank: '0', now: tx.now },
  )
  if (decision.kind === 'refused') return { result: { kind: 'failed', faults: decision.faults } }
  if (decision.kind === 'unchanged') return { result: { kind: 'unchanged' } }
  await make()
  const moves = before === null || before.stageId !== decision.after.stageId
  const after = moves ? { ...decision.after, rank: ranks.next(target?.id ?? decision.after.stageId) } : decision.after
  return { result: { kind: decision.kind }, step: { before, after } }
}

/** Undefined: not told; null: told, and not there. */
function stageOf(pipeline: Pipeline, name: string | null | undefined): Stage | null | undefined {
  if (name === undefined || name === null) return undefined
  return pipeline.stages.find((stage) => stage.id === name || namesOfStage(stage).includes(name)) ?? null
}

/** An amount needs its currency: the row's, else what the record has, else the pipeline's. */
function money({ amount, currency }: ImportEntry, before: Opportunity | null, pipeline: Pipeline): OpportunityFields {
  const effective = currency ?? before?.currency ?? pipeline.currency
  if (amount === null) return { amount: null, currency: effective }
  if (amount !== undefined) return { amount: { amount, currency: effective } }
  return currency ? { currency } : {}
}

const idOr = (told: string | null | undefined, found: { readonly id: string } | null | undefined) =>
  told === undefined ? undefined : (found?.id ?? null)

/** Imported cards go to the end of their column, in the order of the file. */
class EndRanks {
  constructor(private readonly last: Map<StageId, bigint>) {}

  next(stageId: StageId): string {
    const rank = (this.last.get(stageId) ?? 0n) + (1n << 20n)
    this.last.set(stageId, rank)
    return String(rank)
  }
}

async function writeSteps(
  tx: WriteTx,
  pipeline: Pipeline,
  batch: OpportunityBatch,
  steps: readonly Step[],
): Promise<void> {
  if (steps.length === 0) return
  const { actor, road } = tx.caller
  const created = steps.filter(({ before }) => before === null).map(({ after }) => after)
  const updated = steps.filter(({ before }) => before !== null)
  const moved = updated.filter(({ before, after }) => before?.stageId !== after.stageId).map(({ after }) => after)

  for (const source of new Set(steps.flatMap(({ after }) => after.source ?? []))) await keepWords(tx.sql, source, [])
  await keepWords(tx.sql, null, [...new Set(steps.flatMap(({ after }) => after.tags))])
  await batch.insert(created)
  await batch.update(updated.map(({ after }) => after))
  await batch.leave(moved)
  await batch.stays([
    ...created.flatMap((opportunity) => inferStays(opportunity, pipeline.stages, actor.userId)),
    ...moved.map((opportunity) => ({
      opportunity,
      stageId: opportunity.stageId,
      enteredAt: opportunity.stageEnteredAt,
      leftAt: null,
      enteredBy: actor.userId,
      isInferred: false,
    })),
  ])
  await batch.history(
    steps.map(({ before, after }) => ({
      opportunity: after,
      kind: 'IMPORTED' as const,
      road,
      actorId: actor.userId,
      validAt: tx.now,
      changes: changesBetween(before, after),
    })),
    tx.caller.via,
  )
  tellChunk(tx, pipeline.id, steps)
}

/** One event tells the board of the whole chunk: whoever looks drops these cards and reads the columns again. */
function tellChunk(tx: WriteTx, pipelineId: PipelineId, steps: readonly Step[]): void {
  const deltas: readonly CellDelta[] = mergeDeltas(steps.flatMap(({ before, after }) => deltasOf(before, after)))
  const touched = new Set(steps.flatMap(({ before, after }) => [...(before ? [before.stageId] : []), after.stageId]))
  const opportunityIds: BulkEntry[] = steps.map(({ before, after }) => ({
    id: after.id,
    before: before && { ownerId: before.ownerId, teamId: before.teamId },
    after: { ownerId: after.ownerId, teamId: after.teamId },
  }))
  tx.emit({
    pipelineId,
    type: 'BULK_CHANGED',
    opportunityId: null,
    opportunityVersion: null,
    clientMutationId: null,
    before: null,
    after: null,
    deltas,
    payload: { touchedStageIds: [...touched], opportunityIds },
  })
}

/** A second row of one file with the same external id contradicts the first. */
export const repeatedExternalId = (): Fault => invalid('taken', ['externalId'])
