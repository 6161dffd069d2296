import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, makeAccount } from '../testing/index.ts'
import { isKeyholder, visibilityOf, type Account, type AccountFields } from './account.ts'
import { roles, visibilities } from './actor.ts'
import { refusalOfProvider } from './decide-accept.ts'
import { decideDeactivate, type Leaving } from './decide-deactivate.ts'
import { decideInvite } from './decide-invite.ts'
import { decideReactivate } from './decide-reactivate.ts'
import { decideUpdateUser } from './decide-update-user.ts'

const teamIds = [1, 2, 3].map((n) => idOf('team', n))
const teams = new Set(teamIds)
const arbTeams = fc.uniqueArray(fc.constantFrom(...teamIds))

const arbAccount: fc.Arbitrary<Account> = fc
  .record({
    id: fc.constantFrom(...[1, 2, 3, 4].map((n) => idOf('user', n))),
    role: fc.constantFrom(...roles),
    visibility: fc.constantFrom(...visibilities),
    seesAmounts: fc.boolean(),
    isActive: fc.boolean(),
    hasSignIn: fc.boolean(),
    teamIds: arbTeams,
    leads: fc.boolean(),
  })
  .map(({ leads, teamIds: mine, ...rest }) =>
    makeAccount({
      ...rest,
      teamIds: mine.toSorted(),
      ledTeamIds: leads ? mine.slice(0, 1) : [],
      mainTeamId: mine[0] ?? null,
    }),
  )

const arbFields: fc.Arbitrary<AccountFields> = fc.record(
  {
    name: fc.constantFrom('Bình', ' ', 'x'.repeat(201), 'Lê Thị Chi'),
    role: fc.constantFrom(...roles),
    visibility: fc.constantFrom(...visibilities),
    seesAmounts: fc.boolean(),
    teamIds: arbTeams,
    mainTeamId: fc.constantFrom(...teamIds),
    timeZone: fc.constantFrom(null, 'Asia/Ho_Chi_Minh', 'Mars/Phobos'),
  },
  { requiredKeys: [] },
)

const expectWhole = (account: Account) => {
  const { mainTeamId, teamIds: mine, ledTeamIds } = account
  expect(mainTeamId === null ? mine : [mainTeamId]).toEqual(mainTeamId === null ? [] : [expect.toBeOneOf([...mine])])
  expect(ledTeamIds.every((id) => mine.includes(id))).toBe(true)
  expect(mine).toEqual([...new Set(mine)].toSorted())
  expect(account.name.trim()).not.toBe('')
}

describe('inviting', () => {
  const known = { id: idOf('user', 9), teams, isTaken: false, locale: 'vi' as const }

  it('makes somebody who is nobody yet, by the defaults', () => {
    expect(decideInvite({ email: ' Dung@Example.test ' }, known)).toEqual({
      kind: 'invited',
      email: 'dung@example.test',
      account: makeAccount({
        id: known.id,
        name: 'dung',
        teamIds: [],
        mainTeamId: null,
        isActive: false,
      }),
    })
  })

  it('lets the first team be the main one', () => {
    const decision = decideInvite({ email: 'a@b.test', teamIds: teamIds.toReversed() }, known)
    expect(decision).toMatchObject({ account: { mainTeamId: teamIds[2], teamIds } })
  })

  it.each(roles)('shows a %s what fits the role', (role) => {
    expect(decideInvite({ email: 'a@b.test', role }, known)).toMatchObject({
      account: { visibility: visibilityOf(role) },
    })
  })

  it.each([
    ['an address that is none', { email: 'nobody' }, {}, 'notEmail', ['email']],
    ['an address that somebody has', { email: 'a@b.test' }, { isTaken: true }, 'taken', ['email']],
    ['no name', { email: 'a@b.test', name: ' ' }, {}, 'blank', ['name']],
    [
      'an unknown team',
      { email: 'a@b.test', teamIds: [idOf('team', 1), idOf('team', 9)] },
      {},
      'notFound',
      ['teamIds', '1'],
    ],
  ])('refuses %s', (_, request, over, rule, field) => {
    expect(decideInvite(request, { ...known, ...over })).toMatchObject({ kind: 'refused', faults: [{ rule, field }] })
  })
})

describe('a change of a person', () => {
  it('leaves a whole account, or says why not', () => {
    fc.assert(
      fc.property(arbAccount, arbFields, fc.nat(2), (before, fields, otherAdministrators) => {
        const decision = decideUpdateUser(before, fields, { teams, otherAdministrators })
        if (decision.kind === 'refused') {
          expect(decision.faults.length).toBeGreaterThan(0)
          return
        }
        const after = decision.kind === 'changed' ? decision.after : before
        expectWhole(after)
        // What was asked is what stands.
        for (const key of ['role', 'visibility', 'seesAmounts', 'mainTeamId', 'timeZone'] as const)
          if (fields[key] !== undefined) expect(after[key]).toBe(fields[key])
        if (isKeyholder(before)) expect(isKeyholder(after) || otherAdministrators > 0).toBe(true)
        expect(after.ledTeamIds.every((id) => before.ledTeamIds.includes(id))).toBe(true)
        const again = decideUpdateUser(after, fields, { teams, otherAdministrators })
        expect(again.kind === 'changed').toBe(false)
      }),
    )
  })

  it('never takes the role from the last administrator', () => {
    const last = makeAccount({ role: 'ADMINISTRATOR' })
    const demote = (otherAdministrators: number) =>
      decideUpdateUser(last, { role: 'MANAGER' }, { teams, otherAdministrators })
    expect(demote(0)).toMatchObject({ kind: 'refused', faults: [{ rule: 'lastAdministrator', field: ['role'] }] })
    expect(demote(1).kind).toBe('changed')
  })

  it('keeps the main team among the teams', () => {
    const before = makeAccount({ teamIds: teamIds.slice(0, 2), mainTeamId: idOf('team', 1) })
    const change = (fields: AccountFields) => decideUpdateUser(before, fields, { teams, otherAdministrators: 1 })
    expect(change({ mainTeamId: idOf('team', 3) })).toMatchObject({
      faults: [{ rule: 'notTheirTeam', field: ['mainTeamId'] }],
    })
    expect(change({ teamIds: [idOf('team', 3), idOf('team', 2)] })).toMatchObject({
      after: { mainTeamId: idOf('team', 3) },
    })
    expect(change({ teamIds: [idOf('team', 3), idOf('team', 1)] })).toMatchObject({
      after: { mainTeamId: idOf('team', 1) },
    })
    expect(change({ teamIds: [] })).toMatchObject({ after: { mainTeamId: null } })
  })

  it('that changes nothing is none', () => {
    const before = makeAccount({ teamIds })
    const fields = { name: before.name, teamIds: teamIds.toReversed(), role: before.role }
    expect(decideUpdateUser(before, fields, { teams, otherAdministrators: 0 })).toEqual({ kind: 'unchanged' })
  })
})

describe('leaving', () => {
  const arbLeaving: fc.Arbitrary<Leaving> = fc.record({
    byId: fc.constantFrom(...[1, 2, 3, 4].map((n) => idOf('user', n))),
    isInvited: fc.boolean(),
    handOverTo: fc.option(fc.option(arbAccount, { nil: null }), { nil: undefined }),
    leaders: fc.array(arbAccount),
    openOpportunities: fc.nat(3),
    successorId: fc.constantFrom(null, idOf('user', 2), idOf('user', 3)),
  })

  it('leaves no open work without somebody who is here and may write', () => {
    fc.assert(
      fc.property(arbAccount, arbLeaving, fc.nat(1), (before, leaving, otherAdministrators) => {
        const decision = decideDeactivate(before, leaving, { otherAdministrators })
        if (decision.kind !== 'deactivated') return
        expect(decision.after).toMatchObject({ isActive: false, ledTeamIds: [], id: before.id })
        expect(leaving.byId).not.toBe(before.id)
        if (isKeyholder(before)) expect(otherAdministrators).toBeGreaterThan(0)
        const candidates = [...(leaving.handOverTo ? [leaving.handOverTo] : []), ...leaving.leaders]
        if (decision.successorId === null) expect(leaving.openOpportunities).toBe(0)
        else
          expect(candidates).toContainEqual(
            expect.objectContaining({
              id: decision.successorId,
              isActive: true,
              role: expect.not.stringMatching('READ_ONLY'),
            }),
          )
        expect(decision.successorId).not.toBe(before.id)
      }),
    )
  })

  const leaver = makeAccount()
  const binh = makeAccount({ id: idOf('user', 2) })
  const chi = makeAccount({ id: idOf('user', 3) })
  const nothing: Leaving = {
    byId: idOf('user', 4),
    isInvited: false,
    handOverTo: undefined,
    leaders: [],
    openOpportunities: 0,
    successorId: null,
  }
  const leave = (leaving: Partial<Leaving>, who = leaver) =>
    decideDeactivate(who, { ...nothing, ...leaving }, { otherAdministrators: 0 })

  it('hands over to who is named, else to the first leader who can', () => {
    expect(leave({ handOverTo: binh, leaders: [chi], openOpportunities: 5 })).toMatchObject({ successorId: binh.id })
    const gone = { ...binh, isActive: false }
    expect(leave({ leaders: [leaver, gone, chi], openOpportunities: 5 })).toMatchObject({ successorId: chi.id })
    expect(leave({})).toMatchObject({ kind: 'deactivated', successorId: null })
  })

  it.each<[string, Partial<Leaving>, string, string[]]>([
    ['nobody to take over', { openOpportunities: 1 }, 'handOverWanted', ['handOverToId']],
    ['an unknown successor', { handOverTo: null }, 'notFound', ['handOverToId']],
    ['themself as successor', { handOverTo: leaver }, 'handOverToSelf', ['handOverToId']],
    ['a successor who left', { handOverTo: { ...binh, isActive: false } }, 'inactivePerson', ['handOverToId']],
    [
      'a successor who may only read',
      { handOverTo: { ...binh, role: 'READ_ONLY' } },
      'readOnlyPerson',
      ['handOverToId'],
    ],
  ])('is refused with %s', (_, leaving, rule, field) => {
    expect(leave(leaving)).toMatchObject({ kind: 'refused', faults: [{ rule, field }] })
  })

  it('is refused to the last administrator, but not to one who never came', () => {
    const last = makeAccount({ role: 'ADMINISTRATOR' })
    expect(leave({}, last)).toMatchObject({ kind: 'refused', faults: [{ rule: 'lastAdministrator', field: ['id'] }] })
    expect(leave({}, { ...last, hasSignIn: false }).kind).toBe('deactivated')
  })

  it('is not for oneself, whoever else could let one in again', () => {
    for (const isActive of [true, false])
      expect(
        decideDeactivate({ ...leaver, isActive }, { ...nothing, byId: leaver.id }, { otherAdministrators: 3 }),
      ).toEqual({ kind: 'refused', faults: [{ code: 'INVALID', rule: 'deactivateSelf', field: ['id'] }] })
  })

  it('is not for who has not come yet', () => {
    const asked = { ...leaver, isActive: false }
    expect(leave({ isInvited: true }, asked)).toMatchObject({ faults: [{ rule: 'stillInvited', field: ['id'] }] })
    expect(leave({ isInvited: true }).kind).toBe('deactivated')
  })

  it('once is enough, but another successor may be named', () => {
    const left = { ...leaver, isActive: false }
    expect(leave({ successorId: binh.id }, left)).toEqual({ kind: 'unchanged' })
    expect(leave({ successorId: binh.id, handOverTo: binh }, left)).toEqual({ kind: 'unchanged' })
    expect(leave({ successorId: binh.id, handOverTo: chi }, left)).toMatchObject({ successorId: chi.id })
  })
})

describe('coming back', () => {
  it('is to the same account, by its own door', () => {
    fc.assert(
      fc.property(arbAccount, fc.boolean(), (before, isInvited) => {
        const decision = decideReactivate(before, { isInvited })
        if (before.isActive) expect(decision).toEqual({ kind: 'unchanged' })
        else if (isInvited) expect(decision).toMatchObject({ faults: [{ rule: 'stillInvited', field: ['id'] }] })
        else expect(decision).toEqual({ kind: 'reactivated', after: { ...before, isActive: true } })
      }),
    )
  })
})

describe('an invitation that is accepted by the provider', () => {
  it('is for whom the provider knows by the very address that was invited, and who is nobody else here', () => {
    const sure = { email: 'Lan@Example.test ', isVerified: true, isAnothers: false }
    const refusal = (over: Partial<typeof sure>) => refusalOfProvider('lan@example.test', { ...sure, ...over })
    expect(refusal({})).toBeNull()
    expect(refusal({ isVerified: false })).toBe('unverified')
    expect(refusal({ email: 'lan@example.test.evil.test' })).toBe('otherAddress')
    expect(refusal({ isAnothers: true })).toBe('linked')
    // Who is not sure to have the address learns nothing of whose account it is.
    expect(refusal({ isVerified: false, isAnothers: true })).toBe('unverified')
    expect(refusal({ email: 'an@example.test', isAnothers: true })).toBe('otherAddress')
  })
})
