import type { Messages } from '../vi/index.ts'
import { basics } from './basics.ts'
import { work } from './work.ts'

export const en: Messages = { ...basics, ...work }
