import { audit } from './audit.ts'
import { board } from './board.ts'
import { errors } from './errors.ts'
import { list } from './list.ts'
import { opportunity } from './opportunity.ts'
import { people, teams } from './people.ts'
import { settings } from './settings.ts'

/** What the screens behind the sign-in add. */
export const work = { audit, board, opportunity, list, settings, people, teams, errors }

export type WorkMessages = typeof work
