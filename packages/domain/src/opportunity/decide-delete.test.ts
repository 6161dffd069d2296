import { describe, expect, it } from 'vitest'
import { idOf, makeActor, makeOpportunity, someInstant } from '../testing/index.ts'
import { decideDelete, decideRestore, restorableDays } from './decide-delete.ts'

const later = (days: number, ms = 0) => new Date(Date.parse(someInstant) + days * 86_400_000 + ms).toISOString()
const record = makeOpportunity({ version: 3 })
const deleted = { ...record, deletedAt: someInstant }
const owner = makeActor()
const colleague = makeActor({ userId: idOf('user', 2) })
const stranger = makeActor({ userId: idOf('user', 3), teamIds: [] })
const refused = (code: string) => ({ kind: 'refused', faults: [{ code, field: ['opportunityId'] }] })

describe('deleting', () => {
  it('keeps all but says when', () => {
    expect(decideDelete(owner, record, later(1))).toEqual({
      kind: 'deleted',
      after: { ...record, deletedAt: later(1), version: 4 },
    })
  })

  it('is the owner’s; forbidden to who sees it, not found for who does not', () => {
    expect(decideDelete(colleague, record, later(1))).toMatchObject(refused('FORBIDDEN'))
    expect(decideDelete(stranger, record, later(1))).toMatchObject(refused('NOT_FOUND'))
  })

  it('happens once', () => {
    expect(decideDelete(owner, deleted, later(1))).toMatchObject(refused('NOT_FOUND'))
  })
})

describe('restoring', () => {
  it('brings back what was, for 30 days', () => {
    const after = { ...record, version: 4 }
    expect(decideRestore(owner, deleted, later(restorableDays))).toEqual({ kind: 'restored', after })
    expect(decideRestore(owner, deleted, later(restorableDays, 1))).toMatchObject(refused('NOT_FOUND'))
  })

  it('is for those who may delete', () => {
    expect(decideRestore(colleague, deleted, later(1))).toMatchObject(refused('FORBIDDEN'))
    expect(decideRestore(stranger, deleted, later(1))).toMatchObject(refused('NOT_FOUND'))
  })

  it('is for what is deleted', () => {
    expect(decideRestore(owner, record, later(1))).toMatchObject({ faults: [{ code: 'INVALID', rule: 'notDeleted' }] })
  })
})
