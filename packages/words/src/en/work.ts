import type { WorkMessages } from '../vi/work.ts'
import { audit } from './audit.ts'
import { board } from './board.ts'
import { errors } from './errors.ts'
import { list } from './list.ts'
import { opportunity } from './opportunity.ts'
import { people, teams } from './people.ts'
import { settings } from './settings.ts'

export const work: WorkMessages = { audit, board, opportunity, list, settings, people, teams, errors }
