import { board } from './board.ts'
import { domain } from './domain.ts'
import { errors } from './errors.ts'
import { kit } from './kit.ts'
import { list } from './list.ts'
import { opportunity } from './opportunity.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

export const vi = { kit, shell, signIn, setup, domain, board, opportunity, list, settings, errors }

/** Every message of screens and API, by subject. Vietnamese is the pattern: a key that English lacks does not compile. */
export type Messages = typeof vi
