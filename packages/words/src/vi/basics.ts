import { domain } from './domain.ts'
import { invitation } from './invitation.ts'
import { kit } from './kit.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

/** What every page needs, before anybody is signed in: kept small, it is on the way to the first paint. */
export const basics = { kit, shell, signIn, setup, invitation, domain }

export type BasicMessages = typeof basics
