import type { invitation as vi } from '../vi/invitation.ts'
import { plural } from '../plural.ts'

export const invitation: typeof vi = {
  title: ({ organization }) => `Join ${organization}`,
  lead: ({ email }) => `You will sign in with ${email}.`,
  name: 'Full name',
  password: 'Password',
  passwordHint: 'At least 10 characters; a sentence you remember is best.',
  submit: 'Accept the invitation',
  submitting: 'Joining…',
  goneTitle: 'This link no longer works',
  goneText: 'It was used, has expired or was withdrawn. Ask an administrator for a new one.',
  toSignIn: 'To the sign-in page',
  failed: 'It did not work. Try again in a few minutes.',
  fixFields: ({ n }) => `${n} ${plural(n, 'thing needs', 'things need')} another look.`,
}
