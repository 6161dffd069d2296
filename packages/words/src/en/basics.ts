import type { BasicMessages } from '../vi/basics.ts'
import { domain } from './domain.ts'
import { invitation } from './invitation.ts'
import { kit } from './kit.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

export const basics: BasicMessages = { kit, shell, signIn, setup, invitation, domain }
