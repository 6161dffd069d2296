import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbCommand, arbScope } from '@mekong/domain/testing'
import { allGuards, FeedWorld, type Guards, type Step } from './feed-world.ts'

const client = fc.nat(2)
const which = fc.nat(4)

/** Writing, sending and arriving stand more often than faults, so that there is something to lose. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('begin' as const), client, command: arbCommand }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('commit' as const), which, isReplyLost: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('send' as const), client }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('arrive' as const), client }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('lose' as const, 'double', 'swap'), client, which }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('cut' as const, 'connect', 'heartbeat', 'retry'), client }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), keep: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('new rights' as const), client, scope: arbScope }) },
)

const history = fc.record({
  scopes: fc.tuple(arbScope, arbScope, arbScope),
  steps: fc.array(step, { minLength: 60, maxLength: 120 }),
})

function faultsAfter(
  { scopes, steps }: { scopes: FeedWorld['clients'][number]['scope'][]; steps: Step[] },
  guards: Guards,
) {
  const world = new FeedWorld(guards, scopes)
  for (const taken of steps) world.take(taken)
  world.settle()
  return world.faults()
}

describe('clients of a feed', () => {
  it('converge, whatever is lost, doubled, reordered, cut off, forgotten or taken from their sight', () => {
    fc.assert(
      fc.property(history, (told) => {
        expect(faultsAfter(told, allGuards)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['cursorCheck', /diverged/],
    ['idempotency', /took effect 2 times/],
    ['aclEpoch', /diverged/],
    ['oneStatementSnapshot', /diverged/],
    ['lateCounter', /diverged/],
  ] satisfies [keyof Guards, RegExp][])('do not without the guard %s', (guard, fault) => {
    const isBroken = fc.check(
      fc.property(history, (told) => !faultsAfter(told, { ...allGuards, [guard]: false }).some((is) => fault.test(is))),
      { numRuns: 2_000, endOnFailure: true },
    ).failed
    expect(isBroken).toBe(true)
  })
})
