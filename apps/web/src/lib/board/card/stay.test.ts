import { makeStage } from '@mekong/domain/testing'
import { describe, expect, test } from 'vitest'
import { stayOf } from './stay.ts'

const now = new Date('2026-11-25T02:00:00Z')
const entered = (stageEnteredAt: string, status: 'OPEN' | 'WON' = 'OPEN') => ({ status, stageEnteredAt })

describe('how long a card has stayed', () => {
  test('counts whole days', () => {
    expect(stayOf(entered('2026-11-23T02:00:01Z'), undefined, now).days).toBe(1)
    expect(stayOf(entered('2026-11-23T02:00:00Z'), undefined, now).days).toBe(2)
    expect(stayOf(entered('2026-11-26T00:00:00Z'), undefined, now).days).toBe(0)
  })

  test('is too long only past the stage’s yardstick, and only while it is open', () => {
    const stage = makeStage({ rottenAfterDays: 14 })
    expect(stayOf(entered('2026-11-11T02:00:00Z'), stage, now)).toEqual({ days: 14, limit: 14, isLate: false })
    expect(stayOf(entered('2026-11-10T02:00:00Z'), stage, now)).toEqual({ days: 15, limit: 14, isLate: true })
    expect(stayOf(entered('2026-11-10T02:00:00Z', 'WON'), stage, now).isLate).toBe(false)
    expect(stayOf(entered('2020-01-01T00:00:00Z'), makeStage(), now).isLate).toBe(false)
  })
})
