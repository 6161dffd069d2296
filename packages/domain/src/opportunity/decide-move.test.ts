import { describe, expect, it } from 'vitest'
import { idOf, makeOpportunity, makePipeline, makeStage, someInstant, stageOf } from '../testing/index.ts'
import type { StageKind } from '../pipeline/stage.ts'
import type { HistoryKind } from './change.ts'
import { decideMove, decideReopen, type MoveRequest } from './decide-move.ts'
import type { Opportunity, OpportunityStatus, TrackedField } from './opportunity.ts'

const now = '2026-12-01T09:00:00.000Z'
const reason = idOf('lostReason', 7)
const pipeline = makePipeline()
const [from, left] = [stageOf(pipeline, 'proposal'), stageOf(pipeline, 'qualified')]

const origin = { OPEN: from, WON: stageOf(pipeline, 'won'), LOST: stageOf(pipeline, 'lost') }
/** Another stage of each kind than the one where the record is. */
const target: Record<StageKind, ReturnType<typeof makeStage>> = {
  OPEN: stageOf(pipeline, 'prospect'),
  WON: makeStage({ id: idOf('stage', 201), kind: 'WON' }),
  LOST: makeStage({ id: idOf('stage', 202), kind: 'LOST' }),
}

const recordIn = (status: OpportunityStatus): Opportunity =>
  makeOpportunity({
    stage: origin[status],
    version: 3,
    reopenStageId: status === 'OPEN' ? null : left.id,
    lostNote: status === 'LOST' ? 'Giá cao hơn 5%' : null,
    ...(status === 'OPEN' ? { probability: '0.9', probabilitySource: 'MANUAL' } : {}),
  })

type Given = 'nothing' | 'reason' | 'note' | 'reason and note'

const given: Record<Given, MoveRequest> = {
  nothing: {},
  reason: { lostReasonId: reason },
  note: { lostNote: 'Chọn đối thủ' },
  'reason and note': { lostReasonId: reason, lostNote: 'Chọn đối thủ' },
}

interface Moved {
  readonly as: HistoryKind
  readonly closed: 'now' | 'kept' | 'no'
  readonly reopensTo: 'the stage left' | 'as before' | 'nothing'
  readonly reason: 'given' | 'kept' | 'none'
  readonly note: 'given' | 'kept' | 'none'
}

const open = (as: HistoryKind): Moved => ({ as, closed: 'no', reopensTo: 'nothing', reason: 'none', note: 'none' })
const won = (as: HistoryKind, closed: Moved['closed'], reopensTo: Moved['reopensTo']): Moved => ({
  as,
  closed,
  reopensTo,
  reason: 'none',
  note: 'none',
})
const lost = (
  as: HistoryKind,
  closed: Moved['closed'],
  reopensTo: Moved['reopensTo'],
  reason: Moved['reason'],
  note: Moved['note'],
): Moved => ({ as, closed, reopensTo, reason, note })

const tooMuchReason = 'lostReasonOnlyWhenLost lostReasonId'
const tooMuchNote = 'lostReasonOnlyWhenLost lostNote'
const needsReason = 'lostReasonRequired lostReasonId'

/** Every status x every kind of another stage x everything that can be said about a loss. */
const table: Record<OpportunityStatus, Record<StageKind, Record<Given, Moved | readonly string[]>>> = {
  OPEN: {
    OPEN: {
      nothing: open('MOVED'),
      reason: [tooMuchReason],
      note: [tooMuchNote],
      'reason and note': [tooMuchReason, tooMuchNote],
    },
    WON: {
      nothing: won('WON', 'now', 'the stage left'),
      reason: [tooMuchReason],
      note: [tooMuchNote],
      'reason and note': [tooMuchReason, tooMuchNote],
    },
    LOST: {
      nothing: [needsReason],
      reason: lost('LOST', 'now', 'the stage left', 'given', 'none'),
      note: [needsReason],
      'reason and note': lost('LOST', 'now', 'the stage left', 'given', 'given'),
    },
  },
  WON: {
    OPEN: {
      nothing: open('REOPENED'),
      reason: [tooMuchReason],
      note: [tooMuchNote],
      'reason and note': [tooMuchReason, tooMuchNote],
    },
    WON: {
      nothing: won('MOVED', 'kept', 'as before'),
      reason: [tooMuchReason],
      note: [tooMuchNote],
      'reason and note': [tooMuchReason, tooMuchNote],
    },
    LOST: {
      nothing: [needsReason],
      reason: lost('LOST', 'now', 'as before', 'given', 'none'),
      note: [needsReason],
      'reason and note': lost('LOST', 'now', 'as before', 'given', 'given'),
    },
  },
  LOST: {
    OPEN: {
      nothing: open('REOPENED'),
      reason: [tooMuchReason],
      note: [tooMuchNote],
      'reason and note': [tooMuchReason, tooMuchNote],
    },
    WON: {
      nothing: won('WON', 'now', 'as before'),
      reason: [tooMuchReason],
      note: [tooMuchNote],
      'reason and note': [tooMuchReason, tooMuchNote],
    },
    LOST: {
      nothing: lost('MOVED', 'kept', 'as before', 'kept', 'kept'),
      reason: lost('MOVED', 'kept', 'as before', 'given', 'kept'),
      note: lost('MOVED', 'kept', 'as before', 'kept', 'given'),
      'reason and note': lost('MOVED', 'kept', 'as before', 'given', 'given'),
    },
  },
}

/** What a row of the table says of the record. */
function recordOf(record: Opportunity, kind: StageKind, row: Moved): Opportunity {
  const to = target[kind]
  return {
    ...record,
    pipelineId: to.pipelineId,
    stageId: to.id,
    status: kind,
    probability: kind === 'WON' ? '1' : kind === 'LOST' ? '0' : to.probability,
    probabilitySource: 'STAGE',
    closedAt: { now, kept: record.closedAt, no: null }[row.closed],
    reopenStageId: { 'the stage left': record.stageId, 'as before': record.reopenStageId, nothing: null }[
      row.reopensTo
    ],
    lostReasonId: { given: reason, kept: record.lostReasonId, none: null }[row.reason],
    lostNote: { given: 'Chọn đối thủ', kept: record.lostNote, none: null }[row.note],
    stageEnteredAt: now,
    version: 4,
  }
}

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]

describe.each(keysOf(table))('from %s', (status) => {
  describe.each(keysOf(table[status]))('to %s', (kind) => {
    it.each(keysOf(given))('with %s', (said) => {
      const row = table[status][kind][said]
      const record = recordIn(status)
      const decision = decideMove(record, target[kind], given[said], now)
      if ('as' in row) {
        expect(decision).toEqual({ kind: 'moved', history: row.as, after: recordOf(record, kind, row) })
      } else {
        expect(decision.kind).toBe('refused')
        const faults = decision.kind === 'refused' ? decision.faults : []
        expect(faults.map(({ rule, field }) => `${rule} ${field.join('.')}`)).toEqual(row)
      }
    })
  })
})

describe('in its own column', () => {
  it.each(keysOf(table))('%s changes place alone, whatever is said', (status) => {
    for (const said of keysOf(given))
      expect(decideMove(recordIn(status), origin[status], given[said], now)).toEqual({ kind: 'reordered' })
  })
})

describe('a note about a loss', () => {
  it('is a text that can be kept', () => {
    const request = { lostReasonId: reason, lostNote: 'x'.repeat(5_001) }
    expect(decideMove(recordIn('OPEN'), target.LOST, request, now)).toMatchObject({
      kind: 'refused',
      faults: [{ rule: 'tooLong', field: ['lostNote'] }],
    })
    expect(decideMove(recordIn('OPEN'), target.LOST, { ...request, lostNote: 'a\0' }, now)).toMatchObject({
      faults: [{ rule: 'notStorable' }],
    })
  })

  it('is none when blank', () => {
    const blank = { lostNote: ' \n' }
    expect(decideMove(recordIn('LOST'), target.LOST, blank, now)).toMatchObject({
      after: { lostNote: 'Giá cao hơn 5%' },
    })
    expect(decideMove(recordIn('OPEN'), target.WON, blank, now)).toMatchObject({ kind: 'moved' })
  })
})

describe('to another pipeline', () => {
  const other = makePipeline({ n: 2, preset: 'CONTRACT' })

  it('takes the pipeline of the stage', () => {
    const decision = decideMove(recordIn('OPEN'), stageOf(other, 'negotiation'), {}, now)
    expect(decision).toMatchObject({ kind: 'moved', after: { pipelineId: other.id, probability: '0.8' } })
  })

  it('reopens there in the first open stage: what it left is not of that pipeline', () => {
    const decision = decideMove(recordIn('OPEN'), stageOf(other, 'won'), {}, now)
    const moved = decision.kind === 'moved' ? decision.after : recordIn('WON')
    expect(decideReopen(moved, other.stages, now)).toMatchObject({ after: { stageId: stageOf(other, 'new').id } })
  })
})

describe('stale moves', () => {
  const record = recordIn('OPEN')
  const to = target.OPEN
  const steps = (...fields: TrackedField[]) => fields.map((field) => ({ field }))
  const seen2 = { expectedVersion: 2 }

  it.each<[string, MoveRequest, { field: TrackedField }[], 'moved' | 'stale']>([
    ['nothing expected', {}, steps('stageId'), 'moved'],
    ['seen where it is', { expectedStageId: record.stageId }, [], 'moved'],
    ['seen elsewhere', { expectedStageId: left.id }, [], 'stale'],
    ['seen at this version', { expectedVersion: 3 }, steps('stageId'), 'moved'],
    ['edited since', seen2, steps('title', 'amount', 'probability'), 'moved'],
    ['moved since', seen2, steps('stageId'), 'stale'],
    ['moved and back since', { ...seen2, expectedStageId: record.stageId }, steps('stageId', 'stageId'), 'stale'],
    ['of another pipeline since', seen2, steps('pipelineId'), 'stale'],
    ['closed since', seen2, steps('status'), 'stale'],
    ['handed over since', seen2, steps('ownerId'), 'stale'],
    ['deleted and restored since', seen2, steps('deletedAt'), 'stale'],
  ])('%s', (_, request, since, kind) => {
    expect(decideMove(record, to, request, now, since).kind).toBe(kind)
  })

  it.each<[string, MoveRequest, { field: TrackedField }[], 'reordered' | 'stale']>([
    ['handed over since: the last writer wins', seen2, steps('ownerId', 'status'), 'reordered'],
    ['brought here since', seen2, steps('stageId'), 'stale'],
    ['seen elsewhere', { expectedStageId: left.id }, [], 'stale'],
  ])('within a column, %s', (_, request, since, kind) => {
    expect(decideMove(record, from, request, now, since).kind).toBe(kind)
  })

  it('are told before anything else is judged', () => {
    expect(decideMove(record, target.LOST, { expectedStageId: left.id }, now).kind).toBe('stale')
  })
})

describe('reopening', () => {
  it('returns to the stage that it left', () => {
    for (const status of ['WON', 'LOST'] as const)
      expect(decideReopen(recordIn(status), pipeline.stages, now)).toMatchObject({
        kind: 'moved',
        history: 'REOPENED',
        after: {
          stageId: left.id,
          status: 'OPEN',
          closedAt: null,
          lostReasonId: null,
          lostNote: null,
          reopenStageId: null,
        },
      })
  })

  it('takes the first open stage when that one is gone', () => {
    const stages = pipeline.stages.filter((stage) => stage.id !== left.id).toReversed()
    expect(decideReopen(recordIn('WON'), stages, now)).toMatchObject({
      after: { stageId: stageOf(pipeline, 'prospect').id },
    })
  })

  it('is for closed ones only, and needs an open stage', () => {
    expect(decideReopen(recordIn('OPEN'), pipeline.stages, now)).toMatchObject({
      kind: 'refused',
      faults: [{ code: 'INVALID', rule: 'notClosed', field: ['opportunityId'] }],
    })
    expect(decideReopen(recordIn('WON'), [origin.WON], now)).toEqual({ kind: 'no-open-stage' })
  })

  it('closes anew afterwards', () => {
    const reopened = decideReopen(recordIn('WON'), pipeline.stages, someInstant)
    const open = reopened.kind === 'moved' ? reopened.after : recordIn('OPEN')
    expect(decideMove(open, origin.WON, {}, now)).toMatchObject({ after: { closedAt: now, reopenStageId: left.id } })
  })
})
