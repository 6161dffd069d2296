import { text } from 'node:stream/consumers'
import { ruleSentence } from '@mekong/words'
import { cliMessages } from '@mekong/words/cli'
import { createAdministrator } from '../modules/set-up/create-administrator.ts'
import { CommandRefused, type CommandContext, type ExitCode } from './command.ts'

export const createAdminHelp = `npm run mekong -- create-admin EMAIL

Makes an administrator who can sign in. A password may come on standard input (echo ... | npm run mekong -- ...);
otherwise one is made and printed once.`

export async function runCreateAdmin({ inTransaction, locale }: CommandContext, email: string): Promise<ExitCode> {
  const words = cliMessages[locale].admin
  const outcome = await createAdministrator(inTransaction, { email, password: await pipedPassword() })
  if (outcome.kind === 'exists') throw new CommandRefused(words.exists({ email }))
  if (outcome.kind === 'invalid')
    throw new CommandRefused(outcome.faults.map(({ rule, params }) => ruleSentence(locale, rule, params)).join(' '))
  console.log(words.created({ email: outcome.email }))
  console.log(words.password({ password: outcome.password }))
  return 0
}

/** Null on a terminal: nobody is asked to type a password where others may read it. */
async function pipedPassword(): Promise<string | null> {
  if (process.stdin.isTTY) return null
  const piped = (await text(process.stdin)).replace(/\r?\n$/, '')
  return piped === '' ? null : piped
}
