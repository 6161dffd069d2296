import { mainTeamIn, visibilityOf, type Role, type Visibility } from '@mekong/domain'
import type { AccountFragment } from '@mekong/schema/documents'

/** Whose faults `AccountFields` shows. */
export const accountFields = ['role', 'teamIds', 'mainTeamId'] as const

/** What may be set of a person, as it is being typed and chosen. */
export class AccountForm {
  name = $state('')
  role = $state<Role>('REP')
  visibility = $state<Visibility>('TEAM')
  seesAmounts = $state(true)
  teamIds = $state.raw<readonly string[]>([])
  mainTeamId = $state<string | null>(null)

  constructor(before: AccountFragment | null) {
    if (before === null) return
    this.name = before.name
    this.role = before.role
    this.visibility = before.visibility ?? visibilityOf(before.role)
    this.seesAmounts = before.seesAmounts ?? true
    this.teamIds = before.teams.map(({ id }) => id)
    this.mainTeamId = before.mainTeam?.id ?? null
  }

  /** A new role brings what fits it; who wants otherwise says so afterwards. */
  chooseRole(role: Role): void {
    this.role = role
    this.visibility = visibilityOf(role)
  }

  chooseTeam(id: string, isChosen: boolean): void {
    this.teamIds = isChosen ? [...this.teamIds, id] : this.teamIds.filter((other) => other !== id)
    this.mainTeamId = mainTeamIn(this.teamIds, this.mainTeamId)
  }

  /** The main team first: that is how an invitation says which one it is. */
  get orderedTeamIds(): string[] {
    return this.teamIds.toSorted((a, b) => Number(b === this.mainTeamId) - Number(a === this.mainTeamId))
  }

  /** What differs from how the person was. */
  changesFrom(before: AccountFragment) {
    const teamsBefore = before.teams.map(({ id }) => id).toSorted()
    const hasOtherTeams = String(teamsBefore) !== String(this.teamIds.toSorted())
    return {
      ...(this.name.trim() !== before.name && { name: this.name.trim() }),
      ...(this.role !== before.role && { role: this.role }),
      ...(this.visibility !== before.visibility && { visibility: this.visibility }),
      ...(this.seesAmounts !== before.seesAmounts && { seesAmounts: this.seesAmounts }),
      ...(hasOtherTeams && { teamIds: this.orderedTeamIds }),
      ...(this.mainTeamId !== (before.mainTeam?.id ?? null) &&
        this.mainTeamId !== null && { mainTeamId: this.mainTeamId }),
    }
  }
}
