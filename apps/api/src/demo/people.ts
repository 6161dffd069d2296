import type { Role, Visibility } from '@mekong/domain'

export const demoPassword = 'mekong-demo'

export interface DemoPerson {
  /** The part before `@demo.mekong.test`; null: a colleague who never signs in. */
  readonly login: string | null
  readonly name: string
  readonly role: Role
  readonly visibility: Visibility
  /** Index into `demoTeams`. */
  readonly team: number | null
  readonly leads?: boolean
}

export const demoTeams = ['Đội Ninh Kiều', 'Đội Vĩnh Long', 'Đội An Giang'] as const

/** Names as they are written in Vietnam, family first. An and Bình are in the leader's team, Chi is in another. */
export const demoPeople: readonly DemoPerson[] = [
  { login: 'manager', name: 'Phạm Minh Khoa', role: 'MANAGER', visibility: 'ALL', team: null },
  { login: 'leader', name: 'Lê Thu Hạnh', role: 'TEAM_LEADER', visibility: 'TEAM', team: 0, leads: true },
  { login: 'an', name: 'Nguyễn Hoài An', role: 'REP', visibility: 'TEAM', team: 0 },
  { login: 'binh', name: 'Trần Quốc Bình', role: 'REP', visibility: 'TEAM', team: 0 },
  { login: 'chi', name: 'Đặng Mai Chi', role: 'REP', visibility: 'TEAM', team: 1 },
  { login: 'admin', name: 'Huỳnh Ngọc Diễm', role: 'ADMINISTRATOR', visibility: 'ALL', team: null },
  { login: 'viewer', name: 'Bùi Thanh Vân', role: 'READ_ONLY', visibility: 'ALL', team: null },
  { login: null, name: 'Võ Thị Lan', role: 'REP', visibility: 'TEAM', team: 0 },
  { login: null, name: 'Đỗ Văn Lợi', role: 'TEAM_LEADER', visibility: 'TEAM', team: 1, leads: true },
  { login: null, name: 'Hồ Kim Ngân', role: 'REP', visibility: 'TEAM', team: 1 },
  { login: null, name: 'Dương Gia Phúc', role: 'TEAM_LEADER', visibility: 'TEAM', team: 2, leads: true },
  { login: null, name: 'Lý Bảo Trâm', role: 'REP', visibility: 'TEAM', team: 2 },
  { login: null, name: 'Ngô Đức Thịnh', role: 'REP', visibility: 'TEAM', team: 2 },
]
