import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cursors, type FeedState } from './cursor.ts'

const cursors = new Cursors('a secret of thirty-two characters')
const reader = { userId: 'usr_01h2xcejqtf2nbrexx3vqjhp41', aclVersion: 3 }
const pipelineId = 'pip_01h2xcejqtf2nbrexx3vqjhp42'
const epoch = '0c5e8a52-6f0e-4c0e-9d0b-0f4dbb1a2f61'
const state: FeedState = { epoch, head: 100, minSeq: 40 }
const at = (seq: number) => cursors.of(reader, { epoch, pipelineId, seq })
const resume = (
  cursor: string,
  change: { reader?: object; pipelineId?: string; state?: object; furthest?: number } = {},
) =>
  cursors.resume(
    cursor,
    { ...reader, ...change.reader },
    change.pipelineId ?? pipelineId,
    { ...state, ...change.state },
    change.furthest,
  )

describe('a cursor', () => {
  it.each([39, 70, 100])('resumes where it says: %i', (seq) => {
    expect(resume(at(seq))).toEqual({ kind: 'resumed', seq })
  })

  it.each([
    ['of another board', at(70), { pipelineId: 'pip_other' }, 'INVALID_CURSOR'],
    ['of another reader', at(70), { reader: { userId: 'usr_other' } }, 'INVALID_CURSOR'],
    ['of the future', at(101), {}, 'INVALID_CURSOR'],
    ['of another epoch', at(70), { state: { epoch: 'ffffffff-0000' } }, 'EPOCH'],
    ['of another epoch and its future', at(700), { state: { epoch: 'ffffffff-0000' } }, 'EPOCH'],
    ['of other rights', at(70), { reader: { aclVersion: 4 } }, 'ACL_CHANGED'],
    ['of what is no longer kept', at(38), {}, 'RETENTION'],
    ['too far behind', at(70), { furthest: 29 }, 'TOO_FAR_BEHIND'],
    ['signed by another secret', new Cursors('x').of(reader, { epoch, pipelineId, seq: 70 }), {}, 'INVALID_CURSOR'],
    ['that is empty', '', {}, 'INVALID_CURSOR'],
    ['that is text', 'opp_01h2xcejqtf2nbrexx3vqjhp41', {}, 'INVALID_CURSOR'],
    ['that is huge', 'A'.repeat(100_000), {}, 'INVALID_CURSOR'],
    ['with its halves exchanged', at(70).split('.').toReversed().join('.'), {}, 'INVALID_CURSOR'],
  ])('%s is refused', (_, cursor, change, reason) => {
    expect(resume(cursor, change)).toEqual({ kind: 'refused', reason })
  })

  it('is refused with any one character changed, lost or added', () => {
    const good = at(70)
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.constantFrom('', 'A', 'b', '_', '.', '9', '=', ' ', 'é'),
        fc.boolean(),
        (index, other, isInserted) => {
          const forged = good.slice(0, index) + other + good.slice(isInserted ? index : index + 1)
          fc.pre(forged !== good)
          expect(resume(forged)).toEqual({ kind: 'refused', reason: 'INVALID_CURSOR' })
        },
      ),
    )
  })

  it('is refused when cut short anywhere', () => {
    const good = at(70)
    for (let length = 0; length < good.length; length++)
      expect(resume(good.slice(0, length))).toEqual({ kind: 'refused', reason: 'INVALID_CURSOR' })
  })
})
