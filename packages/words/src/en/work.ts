import type { WorkMessages } from '../vi/work.ts'
import { board } from './board.ts'
import { errors } from './errors.ts'
import { list } from './list.ts'
import { opportunity } from './opportunity.ts'
import { settings } from './settings.ts'

export const work: WorkMessages = { board, opportunity, list, settings, errors }
