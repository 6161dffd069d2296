import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Stage } from '../pipeline/stage.ts'
import {
  arbActor,
  arbFields,
  arbOpportunity,
  arbProbability,
  arbStageOf,
  brokenInvariants,
  idOf,
  makeActor,
  makePipeline,
  someInstant,
} from '../testing/index.ts'
import { decideCreate } from './decide-create.ts'
import { decideDelete, decideRestore } from './decide-delete.ts'
import { decideEdit } from './decide-edit.ts'
import { decideImport } from './decide-import.ts'
import { decideMove, decideReopen } from './decide-move.ts'
import type { Opportunity } from './opportunity.ts'

const pipeline = makePipeline({ preset: 'CONTRACT' })
const other = makePipeline({ n: 2 })
const stages = [...pipeline.stages, ...other.stages]
const now = '2026-12-01T09:00:00.000Z'

const loss = fc.record(
  { lostReasonId: fc.constantFrom(null, idOf('lostReason', 2)), lostNote: fc.constantFrom(null, '', ' ', 'Giá') },
  { requiredKeys: [] },
)
const fields = fc.tuple(arbFields, loss).map(([written, lost]) => ({ ...written, ...lost }))
const date = fc.constantFrom(undefined, null, '2017-03-04T00:00:00.000Z')
const dates = fc.record({ createdAt: date, stageEnteredAt: date, closedAt: date })

/** Everything that can be asked of a record. Gives the records that the decision would have stored, if any. */
const asks: Record<string, fc.Arbitrary<(before: Opportunity) => readonly Opportunity[]>> = {
  edit: fc.tuple(arbActor, fields).map(([actor, asked]) => (before) => {
    const decision = decideEdit(actor, before, stageOf(before), asked, {})
    return decision.kind === 'edited' ? [decision.after] : []
  }),
  move: fc.tuple(arbStageOf(pipeline), loss).map(([to, asked]) => (before) => {
    const decision = decideMove(before, to, asked, now)
    return decision.kind === 'moved' ? [decision.after] : []
  }),
  transfer: fc.tuple(arbStageOf(other), loss).map(([to, asked]) => (before) => {
    const decision = decideMove(before, to, asked, now)
    return decision.kind === 'moved' ? [decision.after] : []
  }),
  reopen: fc.constant((before) => {
    const decision = decideReopen(before, before.pipelineId === other.id ? other.stages : pipeline.stages, now)
    return decision.kind === 'moved' ? [decision.after] : []
  }),
  delete: arbActor.map((actor) => (before) => {
    const deleted = decideDelete(actor, before, now)
    const restored = deleted.kind === 'deleted' ? decideRestore(actor, deleted.after, now) : deleted
    return [deleted, restored].flatMap((decision) => (decision.kind === 'refused' ? [] : [decision.after]))
  }),
  import: fc
    .tuple(fields, fc.option(arbStageOf(pipeline), { nil: undefined }), dates)
    .map(([asked, stage, told]) => (before) => {
      const actor = makeActor({ role: 'ADMINISTRATOR', visibility: 'ALL' })
      const request = { fields: asked, stage, dates: told }
      const decision = decideImport(actor, pipeline, before, request, {}, { id: before.id, rank: before.rank, now })
      return decision.kind === 'updated' ? [decision.after] : []
    }),
}

function stageOf(record: Opportunity): Stage {
  const stage = stages.find((s) => s.id === record.stageId)
  if (!stage) throw new Error('the record is in no stage')
  return stage
}

it('the arbitrary records are sound themselves', () => {
  fc.assert(
    fc.property(arbOpportunity(pipeline), (record) => {
      expect(brokenInvariants(record, stages)).toEqual([])
    }),
  )
})

it('no sequence of decisions leaves an unsound record, and each is one version', () => {
  const ask = fc.oneof(...Object.values(asks))
  fc.assert(
    fc.property(arbOpportunity(pipeline), fc.array(ask, { maxLength: 8 }), (start, sequence) => {
      let record = start
      for (const decide of sequence)
        for (const after of decide(record)) {
          expect(brokenInvariants(after, stages)).toEqual([])
          expect(after.version).toBe(record.version + 1)
          expect({ id: after.id, rank: after.rank }).toEqual({ id: record.id, rank: record.rank })
          record = after
        }
    }),
    { numRuns: 300 },
  )
})

it('what is created is sound', () => {
  const request = fc.record({
    asked: fields,
    stage: fc.option(arbStageOf(pipeline)),
    probability: fc.option(arbProbability),
  })
  fc.assert(
    fc.property(arbActor, request, (actor, { asked, stage, probability }) => {
      const create = { ...asked, title: asked.title ?? 'Thi công', stageId: stage?.id, probability }
      const made = { id: idOf('opportunity', 1), rank: '1', now: someInstant }
      const decision = decideCreate(actor, pipeline, create, {}, made)
      if (decision.kind === 'created') {
        expect(brokenInvariants(decision.after, stages)).toEqual([])
        expect(decision.after.version).toBe(1)
      } else expect(decision.faults.length).toBeGreaterThan(0)
    }),
  )
})

it('a refusal names at least one fault', () => {
  fc.assert(
    fc.property(arbOpportunity(pipeline), fields, arbStageOf(pipeline), (before, asked, to) => {
      for (const decision of [
        decideEdit(makeActor(), before, stageOf(before), asked, {}),
        decideMove(before, to, asked, now),
      ])
        if (decision.kind === 'refused') expect(decision.faults.length).toBeGreaterThan(0)
    }),
  )
})
