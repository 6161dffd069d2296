import type { TeamSetUpFragment } from '@mekong/schema/documents'

export interface TeamMate {
  readonly id: string
  readonly name: string
}

/** A team as it is being put together. Who leads it is one of its people. */
export class TeamForm {
  name = $state('')
  members = $state.raw<readonly TeamMate[]>([])
  leaderIds = $state.raw<readonly string[]>([])

  constructor(before: TeamSetUpFragment | null) {
    this.name = before?.name ?? ''
    this.members = before?.members ?? []
    this.leaderIds = before?.leaders.map(({ id }) => id) ?? []
  }

  has(id: string): boolean {
    return this.members.some((member) => member.id === id)
  }

  leads(id: string): boolean {
    return this.leaderIds.includes(id)
  }

  add(mate: TeamMate): void {
    if (!this.has(mate.id)) this.members = [...this.members, mate]
  }

  remove(id: string): void {
    this.members = this.members.filter((member) => member.id !== id)
    this.lead(id, false)
  }

  lead(id: string, isLeader: boolean): void {
    const others = this.leaderIds.filter((leader) => leader !== id)
    this.leaderIds = isLeader ? [...others, id] : others
  }

  get asked() {
    return {
      name: this.name.trim(),
      memberIds: this.members.map(({ id }) => id),
      leaderIds: [...this.leaderIds],
    }
  }

  isChangedFrom(before: TeamSetUpFragment | null): boolean {
    if (before === null) return true
    const { name, memberIds, leaderIds } = this.asked
    return (
      name !== before.name ||
      !isSame(
        memberIds,
        before.members.map(({ id }) => id),
      ) ||
      !isSame(
        leaderIds,
        before.leaders.map(({ id }) => id),
      )
    )
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => String(a.toSorted()) === String(b.toSorted())
