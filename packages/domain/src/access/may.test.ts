import { describe, expect, it } from 'vitest'
import { idOf, makeActor, makePerson } from '../testing/index.ts'
import { roles, visibilities, type ApiKeyScope, type Role, type Visibility } from '../team/actor.ts'
import { may, mayChangeClosedOwner, mayGiveToPerson, mayGiveToTeam, permissionsOf, type Action } from './may.ts'
import type { Acl } from './scope.ts'

// The policy of docs and API, written out. A new action, role, visibility or key scope does not compile without its rows.

const me = idOf('user', 1)
const someone = idOf('user', 2)
const ledTeam = idOf('team', 1)
const myTeam = idOf('team', 2)
const otherTeam = idOf('team', 3)

/** What an opportunity can be to me. The columns of the table below, in this order. */
const relations = {
  own: { ownerId: me, teamId: otherTeam },
  'of a team I lead': { ownerId: someone, teamId: ledTeam },
  'of a team I am in': { ownerId: someone, teamId: myTeam },
  'of another team': { ownerId: someone, teamId: otherTeam },
  'of nobody': { ownerId: null, teamId: null },
} satisfies Record<string, Acl>

type Mark = 'y' | '-'
/** own, led, team, other, nobody */
type Row = `${Mark}${Mark}${Mark}${Mark}${Mark}`
type Sights = Record<Visibility, Row>

const nothing: Sights = { OWN: '-----', TEAM: '-----', ALL: '-----' }
const allThatIsSeen: Sights = { OWN: 'y----', TEAM: 'yyy--', ALL: 'yyyyy' }
const ownAndLed: Sights = { OWN: 'y----', TEAM: 'yy---', ALL: 'yy---' }

type OpportunityAction = Extract<Action, `opportunity:${string}`>

const onOpportunities: Record<OpportunityAction, Record<Role, Sights>> = {
  'opportunity:read': {
    REP: allThatIsSeen,
    TEAM_LEADER: allThatIsSeen,
    MANAGER: allThatIsSeen,
    ADMINISTRATOR: allThatIsSeen,
    READ_ONLY: allThatIsSeen,
  },
  'opportunity:create': {
    REP: allThatIsSeen,
    TEAM_LEADER: allThatIsSeen,
    MANAGER: allThatIsSeen,
    ADMINISTRATOR: allThatIsSeen,
    READ_ONLY: nothing,
  },
  'opportunity:edit': {
    REP: allThatIsSeen,
    TEAM_LEADER: allThatIsSeen,
    MANAGER: allThatIsSeen,
    ADMINISTRATOR: allThatIsSeen,
    READ_ONLY: nothing,
  },
  'opportunity:delete': {
    REP: ownAndLed,
    TEAM_LEADER: ownAndLed,
    MANAGER: allThatIsSeen,
    ADMINISTRATOR: allThatIsSeen,
    READ_ONLY: nothing,
  },
  'opportunity:restore': {
    REP: ownAndLed,
    TEAM_LEADER: ownAndLed,
    MANAGER: allThatIsSeen,
    ADMINISTRATOR: allThatIsSeen,
    READ_ONLY: nothing,
  },
}

type Marks = Record<Role, Mark>
const everyone: Marks = { REP: 'y', TEAM_LEADER: 'y', MANAGER: 'y', ADMINISTRATOR: 'y', READ_ONLY: 'y' }
const writers: Marks = { REP: 'y', TEAM_LEADER: 'y', MANAGER: 'y', ADMINISTRATOR: 'y', READ_ONLY: '-' }
const heads: Marks = { REP: '-', TEAM_LEADER: '-', MANAGER: 'y', ADMINISTRATOR: 'y', READ_ONLY: '-' }
const administrator: Marks = { REP: '-', TEAM_LEADER: '-', MANAGER: '-', ADMINISTRATOR: 'y', READ_ONLY: '-' }

/** Who may do it at all, and the narrowest scope by which a key of an administrator may. */
const atAll: Record<Action, [Marks, ApiKeyScope]> = {
  'opportunity:read': [everyone, 'READ_OPPORTUNITIES'],
  'opportunity:create': [writers, 'WRITE_OPPORTUNITIES'],
  'opportunity:edit': [writers, 'WRITE_OPPORTUNITIES'],
  'opportunity:delete': [writers, 'WRITE_OPPORTUNITIES'],
  'opportunity:restore': [writers, 'WRITE_OPPORTUNITIES'],
  'company:write': [writers, 'WRITE_OPPORTUNITIES'],
  'company:delete': [heads, 'WRITE_OPPORTUNITIES'],
  'setup:write': [administrator, 'ADMIN'],
  'organization:write': [administrator, 'ADMIN'],
  'viewer:write': [everyone, 'ADMIN'],
  'key:own': [everyone, 'ADMIN'],
  'session:own': [everyone, 'ADMIN'],
  'session:others': [administrator, 'ADMIN'],
  'key:others': [administrator, 'ADMIN'],
  'audit:read': [administrator, 'ADMIN'],
}

const keyScopes: Record<ApiKeyScope, readonly ApiKeyScope[]> = {
  READ_OPPORTUNITIES: ['READ_OPPORTUNITIES'],
  WRITE_OPPORTUNITIES: ['READ_OPPORTUNITIES', 'WRITE_OPPORTUNITIES'],
  ADMIN: ['READ_OPPORTUNITIES', 'WRITE_OPPORTUNITIES', 'ADMIN'],
}

const keysOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[]
const mark = (allowed: boolean): Mark => (allowed ? 'y' : '-')
const actor = (role: Role, visibility: Visibility) =>
  makeActor({ userId: me, role, visibility, teamIds: [ledTeam, myTeam], ledTeamIds: [ledTeam] })

describe.each(keysOf(onOpportunities))('%s', (action) => {
  it.each(roles)('by %s', (role) => {
    const seen = Object.fromEntries(
      visibilities.map((visibility) => [
        visibility,
        keysOf(relations)
          .map((relation) => mark(may(actor(role, visibility), action, relations[relation])))
          .join(''),
      ]),
    )
    expect(seen).toEqual(onOpportunities[action][role])
  })
})

describe('at all', () => {
  it.each(keysOf(atAll))('%s', (action) => {
    const [expected, key] = atAll[action]
    expect(Object.fromEntries(roles.map((role) => [role, mark(may(actor(role, 'ALL'), action))]))).toEqual(expected)
    for (const scope of keysOf(keyScopes)) {
      const byKey = { ...actor('ADMINISTRATOR', 'ALL'), scopes: [scope] }
      expect(may(byKey, action), scope).toBe(keyScopes[scope].includes(key))
    }
  })

  it('a key without scopes may nothing, and a key never more than its owner', () => {
    for (const action of keysOf(atAll)) {
      expect(may({ ...actor('ADMINISTRATOR', 'ALL'), scopes: [] }, action)).toBe(false)
      const viewer = { ...actor('READ_ONLY', 'ALL'), scopes: keysOf(keyScopes) }
      expect(may(viewer, action)).toBe(atAll[action][0].READ_ONLY === 'y')
    }
  })
})

describe('giving to others', () => {
  const colleague = makePerson({ id: someone, teamIds: [myTeam, otherTeam] })
  const stranger = makePerson({ id: someone, teamIds: [otherTeam] })
  const free = makePerson({ id: someone, teamIds: [] })
  const givesToAnyone: Record<Role, boolean> = {
    REP: false,
    TEAM_LEADER: true,
    MANAGER: true,
    ADMINISTRATOR: true,
    READ_ONLY: false,
  }

  it.each(roles)('%s', (role) => {
    const giver = actor(role, 'TEAM')
    expect(mayGiveToPerson(giver, makePerson({ id: me, teamIds: [] }))).toBe(true)
    expect(mayGiveToPerson(giver, colleague)).toBe(true)
    expect(mayGiveToPerson(giver, stranger)).toBe(givesToAnyone[role])
    expect(mayGiveToPerson(giver, free)).toBe(givesToAnyone[role])
    expect(mayGiveToTeam(giver, myTeam)).toBe(true)
    expect(mayGiveToTeam(giver, otherTeam)).toBe(givesToAnyone[role])
    expect(mayChangeClosedOwner(giver)).toBe(role === 'MANAGER' || role === 'ADMINISTRATOR')
  })
})

describe('permissions told to a client', () => {
  it('are what may be done at all, sorted', () => {
    expect(permissionsOf(actor('READ_ONLY', 'ALL'))).toEqual([
      'key:own',
      'opportunity:amount',
      'opportunity:read',
      'session:own',
      'viewer:write',
    ])
    expect(permissionsOf(actor('REP', 'TEAM'))).toEqual([
      'company:write',
      'key:own',
      'opportunity:amount',
      'opportunity:create',
      'opportunity:delete',
      'opportunity:edit',
      'opportunity:read',
      'opportunity:restore',
      'session:own',
      'viewer:write',
    ])
    expect(permissionsOf(actor('TEAM_LEADER', 'TEAM'))).toContain('opportunity:give-to-anyone')
    expect(permissionsOf(actor('TEAM_LEADER', 'TEAM'))).not.toContain('opportunity:change-closed-owner')
    expect(permissionsOf(actor('ADMINISTRATOR', 'ALL'))).toEqual(
      [
        ...keysOf(atAll),
        'opportunity:amount',
        'opportunity:give-to-anyone',
        'opportunity:change-closed-owner',
      ].toSorted(),
    )
  })

  it('shrink with the scopes of a key', () => {
    expect(permissionsOf({ ...actor('ADMINISTRATOR', 'ALL'), scopes: ['READ_OPPORTUNITIES'] })).toEqual([
      'opportunity:amount',
      'opportunity:read',
    ])
    expect(permissionsOf({ ...actor('ADMINISTRATOR', 'ALL'), scopes: [] })).toEqual([])
  })

  it('name amounts only for who sees them', () => {
    for (const role of roles)
      expect(permissionsOf({ ...actor(role, 'ALL'), seesAmounts: false })).not.toContain('opportunity:amount')
  })
})
