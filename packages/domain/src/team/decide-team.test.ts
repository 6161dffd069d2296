import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf } from '../testing/index.ts'
import type { UserState } from './account.ts'
import {
  decideCreateTeam,
  decideUpdateTeam,
  faultsOfTeamDeletion,
  type TeamFields,
  type TeamSetUp,
} from './decide-team.ts'

const userIds = [1, 2, 3, 4].map((n) => idOf('user', n))
const [an = '', binh = '', gone = '', asked = ''] = userIds
const people = new Map<string, UserState>([
  [an, 'ACTIVE'],
  [binh, 'ACTIVE'],
  [gone, 'DEACTIVATED'],
  [asked, 'INVITED'],
])
const known = { people, isTaken: false }
const team: TeamSetUp = { id: idOf('team', 1), name: 'Bắc', memberIds: [an, binh], leaderIds: [binh] }

const arbIds = fc.uniqueArray(fc.constantFrom(...userIds))
const arbFields: fc.Arbitrary<TeamFields> = fc.record(
  { name: fc.constantFrom('Nam', '  ', ' Trung '), memberIds: arbIds, leaderIds: arbIds },
  { requiredKeys: [] },
)

describe('a change of a team', () => {
  it('leaves leaders who belong to it, and lets nobody in who has left', () => {
    fc.assert(
      fc.property(arbIds, arbIds, arbFields, (memberIds, leads, fields) => {
        const before: TeamSetUp = {
          ...team,
          memberIds: memberIds.toSorted(),
          leaderIds: leads.filter((id) => memberIds.includes(id)).toSorted(),
        }
        const decision = decideUpdateTeam(before, fields, known)
        if (decision.kind !== 'changed') return
        const { after } = decision
        expect(after.leaderIds.every((id) => after.memberIds.includes(id))).toBe(true)
        expect(after.name).toBe(after.name.trim())
        const came = after.memberIds.filter((id) => !before.memberIds.includes(id))
        expect(came).not.toContain(gone)
        expect(decideUpdateTeam(after, fields, known).kind).toBe('unchanged')
      }),
    )
  })

  it('makes a member of whoever is to lead it', () => {
    expect(decideUpdateTeam(team, { memberIds: [an], leaderIds: [asked] }, known)).toMatchObject({
      after: { memberIds: [an, asked], leaderIds: [asked] },
    })
  })

  it('ends the lead of whoever leaves', () => {
    expect(decideUpdateTeam(team, { memberIds: [an] }, known)).toMatchObject({ after: { leaderIds: [] } })
  })

  it.each<[string, TeamFields, object, string, string[]]>([
    ['no name', { name: ' ' }, {}, 'blank', ['name']],
    ['a name that another has', { name: 'Nam' }, { isTaken: true }, 'taken', ['name']],
    ['somebody unknown', { memberIds: [an, idOf('user', 9)] }, {}, 'notFound', ['memberIds', '1']],
    ['somebody who left as leader', { leaderIds: [gone] }, {}, 'inactivePerson', ['leaderIds', '0']],
  ])('refuses %s', (_, fields, over, rule, field) => {
    expect(decideUpdateTeam(team, fields, { ...known, ...over })).toMatchObject({
      kind: 'refused',
      faults: [{ rule, field }],
    })
  })
})

it('a new team has a name, and the people who were named', () => {
  expect(decideCreateTeam(team.id, { name: ' Nam ', memberIds: [asked] }, known)).toEqual({
    kind: 'changed',
    after: { id: team.id, name: 'Nam', memberIds: [asked], leaderIds: [] },
  })
})

it('a team goes when what it has goes to another one', () => {
  const other = { id: idOf('team', 2) }
  expect(faultsOfTeamDeletion(team, undefined, 0)).toEqual([])
  expect(faultsOfTeamDeletion(team, other, 5)).toEqual([])
  expect(faultsOfTeamDeletion(team, undefined, 1)).toMatchObject([{ rule: 'teamInUse' }])
  expect(faultsOfTeamDeletion(team, team, 1)).toMatchObject([{ rule: 'moveToItself' }])
  expect(faultsOfTeamDeletion(team, null, 0)).toMatchObject([{ code: 'NOT_FOUND', rule: 'notFound' }])
})
