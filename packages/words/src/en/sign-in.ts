import type { signIn as vi } from '../vi/sign-in.ts'
import { plural } from '../plural.ts'

export const signIn: typeof vi = {
  pageTitle: 'Sign in',
  title: 'Welcome back',
  lead: 'Sign in to see your team’s board.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in…',
  demoTitle: 'Demo: choose a role',

  cookieHint: 'The session is a cookie of this server; it is sent nowhere else.',
  languageSwitch: 'Ngôn ngữ / Language',
  wrong: 'Email or password is not right. Please try again.',
  throttled: ({ seconds }) => `Too many attempts. Try again in ${seconds} ${plural(seconds, 'second', 'seconds')}.`,
  throttleOver: 'You can try again now.',
  unreachable: 'The server cannot be reached. Check the network and try again.',
  failed: 'The server could not answer. Try again in a few minutes.',
  emailMissing: 'Enter your email.',
  passwordMissing: 'Enter your password.',
  signedOutNotice: 'You were signed out. Sign in to go on; what you wrote is kept.',
  art: {
    holding: ({ name }) => `${name} is moving it`,
    wonAt: 'Won at 09:41',
    office: { title: 'Office fit-out, 12th floor', company: 'White Lotus Pharma' },
    hotel: { title: 'Boutique hotel, 42 rooms', company: 'Bến Ninh Kiều Travel' },
    kitchens: { title: 'Kitchens for 64 flats, phase 2', company: 'Vườn Ven Sông Homes' },
  },
}
