import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Scope } from '@mekong/domain'
import { Presence, type Doing } from './presence.ts'
import type { Grapevine } from './wake-bus.ts'

const all: Scope = { kind: 'ALL', seesAmounts: true }
const an: Scope = { kind: 'TEAM', seesAmounts: true, userId: 'usr_an', teamIds: ['north'] }
const dragging: Doing = {
  doing: 'DRAGGING',
  card: { id: 'opp_1', ownerId: 'usr_chi', teamId: 'south' },
  field: null,
}
const viewing: Doing = { doing: 'VIEWING', card: null, field: null }

/** Nodes that hear each other at once. */
class Village {
  readonly #ears = new Set<(news: string) => void>()
  readonly told: string[] = []

  constructor(readonly mostBytes = 8_000) {}

  door(): Grapevine {
    let own: ((news: string) => void) | undefined
    return {
      mostBytes: this.mostBytes,
      tell: (news) => {
        this.told.push(news)
        for (const ear of this.#ears) if (ear !== own) ear(news)
      },
      overhear: (listener) => {
        own = listener
        this.#ears.add(listener)
        return () => this.#ears.delete(listener)
      },
    }
  }
}

let presence: Presence
beforeEach(() => {
  vi.useFakeTimers()
  presence = new Presence(Date.now, new Village().door())
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

describe('presence on two nodes', () => {
  const twoNodes = (mostBytes?: number) => {
    const village = new Village(mostBytes)
    const here = new Presence(Date.now, village.door())
    const there = new Presence(Date.now, village.door())
    here.start()
    there.start()
    return { village, here, there }
  }

  it('tells the people of one on the other, cards of others hidden as ever', () => {
    const { here, there } = twoNodes()
    const changed = vi.fn()
    there.watch('pip', changed)
    here.update('pip', 'usr_chi', dragging)
    vi.advanceTimersByTime(500)
    expect(changed).toHaveBeenCalledOnce()
    expect(there.of('pip', all)).toEqual(here.of('pip', all))
    expect(there.of('pip', an)).toMatchObject([{ userId: 'usr_chi', doing: 'VIEWING', opportunityId: null }])
  })

  it('forgets the people of a node that died within 10 s, and keeps those of one that lives', () => {
    const { here, there } = twoNodes()
    here.update('pip', 'usr_chi', viewing)
    there.update('pip', 'usr_an', viewing)
    vi.advanceTimersByTime(500)
    here.stop()
    for (let second = 0; second < 10; second++) {
      there.update('pip', 'usr_an', viewing)
      vi.advanceTimersByTime(1_000)
    }
    expect(there.of('pip', all).map(({ userId }) => userId)).toEqual(['usr_an'])
  })

  it('takes the latest word of somebody who is there twice', () => {
    const { here, there } = twoNodes()
    here.update('pip', 'usr_chi', viewing)
    vi.advanceTimersByTime(100)
    there.update('pip', 'usr_chi', dragging)
    vi.advanceTimersByTime(500)
    for (const node of [here, there]) expect(node.of('pip', all)).toMatchObject([{ doing: 'DRAGGING' }])
  })

  it('tells many in several texts that the bus can carry', () => {
    const { village, here, there } = twoNodes(1_000)
    for (let at = 0; at < 50; at++) here.update('pip', `usr_${at}`, dragging)
    vi.advanceTimersByTime(500)
    expect(there.of('pip', all)).toHaveLength(50)
    expect(village.told.length).toBeGreaterThan(5)
    for (const text of village.told) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000)
  })

  it('does not stumble over what it does not know, nor over a clock that is ahead', () => {
    const village = new Village()
    const stranger = village.door()
    const node = new Presence(Date.now, village.door())
    node.start()
    stranger.tell('no json')
    stranger.tell('{"presence": [{"pipelineId": 7}], "more": true}')
    const seenAt = Date.now() + 3_600_000
    stranger.tell(JSON.stringify({ presence: [{ pipelineId: 'pip', userId: 'usr_x', ...viewing, since: 0, seenAt }] }))
    expect(node.of('pip', all)).toHaveLength(1)
    vi.advanceTimersByTime(10_500)
    expect(node.of('pip', all)).toEqual([])
  })
})
