import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Scope } from '@mekong/domain'
import { Presence, type Doing } from './presence.ts'

const all: Scope = { kind: 'ALL', seesAmounts: true }
const an: Scope = { kind: 'TEAM', seesAmounts: true, userId: 'usr_an', teamIds: ['north'] }
const dragging: Doing = {
  doing: 'DRAGGING',
  card: { id: 'opp_1', ownerId: 'usr_chi', teamId: 'south' },
  field: null,
}
const viewing: Doing = { doing: 'VIEWING', card: null, field: null }

let presence: Presence
beforeEach(() => {
  vi.useFakeTimers()
  presence = new Presence(Date.now)
  presence.start()
})
afterEach(() => {
  presence.stop()
  vi.useRealTimers()
})

describe('presence', () => {
  it('tells who is there and what they hold', () => {
    presence.update('pip', 'usr_chi', dragging)
    expect(presence.of('pip', all)).toMatchObject([{ userId: 'usr_chi', doing: 'DRAGGING', opportunityId: 'opp_1' }])
    expect(presence.of('other', all)).toEqual([])
  })

  it('leaves out a card that the reader may not see, but not the person', () => {
    presence.update('pip', 'usr_chi', dragging)
    expect(presence.of('pip', an)).toMatchObject([{ userId: 'usr_chi', doing: 'VIEWING', opportunityId: null }])
  })

  it('forgets whoever is silent for 10 s, and says so', () => {
    const changed = vi.fn()
    presence.update('pip', 'usr_an', viewing)
    presence.update('pip', 'usr_chi', viewing)
    vi.advanceTimersByTime(250)
    presence.watch('pip', changed)
    vi.advanceTimersByTime(6_000)
    presence.update('pip', 'usr_chi', viewing)
    expect(changed).not.toHaveBeenCalled()
    vi.advanceTimersByTime(4_250)
    expect(presence.of('pip', all).map(({ userId }) => userId)).toEqual(['usr_chi'])
    expect(changed).toHaveBeenCalledOnce()
  })

  it('tells at most four times a second, and keeps since while nothing changes', () => {
    const changed = vi.fn()
    presence.watch('pip', changed)
    for (let at = 0; at < 20; at++) {
      presence.update('pip', 'usr_an', at % 2 === 0 ? viewing : dragging)
      vi.advanceTimersByTime(50)
    }
    expect(changed).toHaveBeenCalledTimes(4)
    const [before] = presence.of('pip', all)
    vi.advanceTimersByTime(3_000)
    presence.update('pip', 'usr_an', dragging)
    expect(presence.of('pip', all)).toEqual([before])
  })

  it('stops telling who no longer watches', () => {
    const changed = vi.fn()
    presence.watch('pip', changed)()
    presence.update('pip', 'usr_an', viewing)
    vi.advanceTimersByTime(1_000)
    expect(changed).not.toHaveBeenCalled()
  })
})
