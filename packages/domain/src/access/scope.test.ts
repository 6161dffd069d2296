import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbAcl, arbScope, idOf, makeActor } from '../testing/index.ts'
import { visibilities } from '../team/actor.ts'
import { isVisible, scopeKey, scopeOf, sightOf, type Sight } from './scope.ts'

describe('the scope of an actor', () => {
  it('is their visibility', () => {
    const teamIds = [idOf('team', 2), idOf('team', 1)]
    const userId = idOf('user', 1)
    expect(scopeOf(makeActor({ visibility: 'ALL', teamIds }))).toEqual({ kind: 'ALL', seesAmounts: true })
    expect(scopeOf(makeActor({ visibility: 'OWN', teamIds }))).toEqual({ kind: 'OWN', seesAmounts: true, userId })
    expect(scopeOf(makeActor({ visibility: 'TEAM', teamIds }))).toEqual({
      kind: 'TEAM',
      seesAmounts: true,
      userId,
      teamIds: teamIds.toSorted(),
    })
  })

  it('without owner and team concerns ALL only', () => {
    const nobody = { ownerId: null, teamId: null }
    expect(isVisible({ kind: 'ALL', seesAmounts: true }, nobody)).toBe(true)
    expect(isVisible(scopeOf(makeActor()), nobody)).toBe(false)
    expect(isVisible(scopeOf(makeActor({ visibility: 'OWN' })), nobody)).toBe(false)
  })

  it('widens from OWN over TEAM to ALL', () => {
    fc.assert(
      fc.property(arbAcl, fc.uniqueArray(fc.constantFrom(idOf('team', 1), idOf('team', 2))), (acl, teamIds) => {
        const [own, team, all] = (['OWN', 'TEAM', 'ALL'] as const).map((visibility) =>
          isVisible(scopeOf(makeActor({ visibility, teamIds })), acl),
        )
        expect(own && !team).toBe(false)
        expect(team && !all).toBe(false)
        expect(all).toBe(true)
      }),
    )
  })
})

describe('the key of a scope', () => {
  it('is one for readers who see the same, and different ones for those who do not', () => {
    fc.assert(
      fc.property(arbScope, arbScope, fc.array(arbAcl, { minLength: 20 }), (a, b, acls) => {
        if (scopeKey(a) !== scopeKey(b)) return
        expect(acls.map((acl) => isVisible(a, acl))).toEqual(acls.map((acl) => isVisible(b, acl)))
      }),
    )
    expect(scopeKey({ kind: 'OWN', seesAmounts: true, userId: 'u' })).not.toBe(
      scopeKey({ kind: 'TEAM', seesAmounts: true, userId: 'u', teamIds: [] }),
    )
    expect(scopeKey({ kind: 'TEAM', seesAmounts: true, userId: 'u', teamIds: ['a'] })).not.toBe(
      scopeKey({ kind: 'TEAM', seesAmounts: true, userId: 'u', teamIds: ['a', 'b'] }),
    )
  })

  it('tells readers with amounts from those without', () => {
    for (const visibility of visibilities) {
      const [withAmounts, without] = [true, false].map((seesAmounts) => scopeOf(makeActor({ visibility, seesAmounts })))
      expect(without && scopeKey(without)).not.toBe(withAmounts && scopeKey(withAmounts))
    }
  })
})

describe('what a change looks like', () => {
  const mine = { ownerId: 'usr_me', teamId: null }
  const theirs = { ownerId: 'usr_other', teamId: null }
  const table: [string, typeof mine | null, typeof mine | null, Sight][] = [
    ['made', null, mine, 'ENTER'],
    ['made elsewhere', null, theirs, 'NOTHING'],
    ['given to me', theirs, mine, 'ENTER'],
    ['changed', mine, mine, 'UPDATE'],
    ['given away', mine, theirs, 'LEAVE'],
    ['deleted', mine, null, 'LEAVE'],
    ['deleted elsewhere', theirs, null, 'NOTHING'],
    ['changed elsewhere', theirs, theirs, 'NOTHING'],
    ['never there', null, null, 'NOTHING'],
  ]
  it.each(table)('%s', (_, before, after, sight) => {
    expect(sightOf({ kind: 'OWN', seesAmounts: true, userId: 'usr_me' }, before, after)).toBe(sight)
  })
})
