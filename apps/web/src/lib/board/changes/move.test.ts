import { describe, expect, test } from 'vitest'
import { fivePipeline, makeCard, stageId } from '../testing/cards.ts'
import { gateOf, judgeMove, type MoveIntent } from './move.ts'

const now = '2026-11-25T02:00:00.000Z'
const card = makeCard(1)
const intent = (over: Partial<MoveIntent>): MoveIntent => ({
  cardId: card.id,
  toStageId: stageId(2),
  hint: {},
  seen: card,
  ...over,
})
const judge = (over: Partial<MoveIntent>) => judgeMove(card, fivePipeline, intent(over), now)

describe('a move before it is sent', () => {
  test('shows what it makes of the card, and nothing else', () => {
    expect(judge({ toStageId: stageId(4) })).toEqual({
      kind: 'allowed',
      after: {
        stageId: stageId(4),
        status: 'WON',
        probability: '1',
        probabilitySource: 'STAGE',
        closedAt: now,
        stageEnteredAt: now,
        version: 2,
        lostReasonId: null,
        lostNote: null,
        lostReason: null,
      },
    })
  })

  test('within the column changes nothing of the card', () => {
    expect(judge({ toStageId: stageId(1) })).toEqual({ kind: 'allowed', after: {} })
  })

  test('to a lost stage asks for the reason, and with it goes', () => {
    expect(judge({ toStageId: stageId(5) }).kind).toBe('asks-reason')
    const verdict = judge({ toStageId: stageId(5), lostReason: { id: 'lrs_1', name: 'Price' }, lostNote: 'Too dear' })
    expect(verdict).toMatchObject({
      kind: 'allowed',
      after: { status: 'LOST', lostReason: { name: 'Price' }, lostReasonId: 'lrs_1', lostNote: 'Too dear' },
    })
  })

  test('of a card that is elsewhere by now is stale', () => {
    expect(judge({ seen: { stageId: stageId(3), version: 1 } }).kind).toBe('stale')
  })

  test('to a stage that is gone cannot be', () => {
    expect(judge({ toStageId: stageId(9) }).kind).toBe('stage-gone')
  })
})

describe('what a column says to a card in the hand', () => {
  const gate = (n: number, isOffline = false) => {
    const stage = fivePipeline.stages[n - 1]
    return stage && gateOf(card, stage, fivePipeline, isOffline, now).kind
  }

  test('nothing over its own, allowed over others, a question over a lost one', () => {
    expect([1, 2, 3, 4, 5].map((n) => gate(n))).toEqual(['none', 'ok', 'ok', 'ok', 'asks-reason'])
  })

  test('offline a lost one is closed', () => {
    expect(gate(5, true)).toBe('needs-line')
    expect(gate(4, true)).toBe('ok')
  })
})
