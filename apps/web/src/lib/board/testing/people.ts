import { idOf } from '@mekong/domain/testing'
import type { ViewerFragment } from '@mekong/schema/documents'

export const viewerOf = (over: Partial<ViewerFragment> = {}): ViewerFragment => ({
  __typename: 'Viewer',
  role: 'REP',
  visibility: 'TEAM',
  seesAmounts: true,
  permissions: [],
  locale: 'EN',
  timeZone: 'Asia/Ho_Chi_Minh',
  user: {
    __typename: 'User',
    id: idOf('user', 1),
    name: 'Nguyễn Hoài An',
    email: 'an@demo.mekong.test',
    mainTeam: { __typename: 'Team', id: idOf('team', 1) },
  },
  teams: [{ __typename: 'Team', id: idOf('team', 1), name: 'Hạnh', leaders: [] }],
  organization: {
    __typename: 'Organization',
    name: 'Mekong',
    currency: 'VND',
    timeZone: 'Asia/Ho_Chi_Minh',
    locale: 'VI',
  },
  ...over,
})
