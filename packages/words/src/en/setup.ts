import type { setup as vi } from '../vi/setup.ts'
import { plural } from '../plural.ts'

export const setup: typeof vi = {
  pageTitle: 'Set up Mekong',
  title: 'Set up Mekong',
  lead: 'A few things about your organisation and its first administrator.',
  organizationLegend: 'Organisation',
  organizationName: 'Name of the organisation',
  currency: 'Currency',
  currencyHint: 'Fixed once there is a first amount.',
  timeZone: 'Time zone',
  timeZoneHint: 'It decides which day today is on boards and in reports.',
  locale: 'Language',
  administratorLegend: 'First administrator',
  name: 'Full name',
  email: 'Email',
  password: 'Password',
  passwordHint: 'At least 10 characters; a sentence you remember is best.',
  submit: 'Create the organisation',
  submitting: 'Creating…',
  expiredTitle: 'This link no longer works',
  expiredText: 'It was used, or is older than 24 hours. Start the server again to get a new one.',
  toSignIn: 'To the sign-in page',
  failed: 'It could not be created. Try again in a few minutes.',
  fixFields: ({ n }) => `${n} ${plural(n, 'thing needs', 'things need')} another look.`,
}
