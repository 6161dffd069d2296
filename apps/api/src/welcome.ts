import { matchLocale } from '@mekong/words'
import { cliMessages } from '@mekong/words/cli'
import { demoAccounts } from './demo/accounts.ts'
import { hasAdministrator, issueSetupToken } from './modules/set-up/setup-token.ts'
import type { Services } from './services.ts'

/** Where to begin, in the terminal's language: by the link that sets everything up, or by the demo's people. */
export async function welcome({ sql, env }: Services, url: string): Promise<string[]> {
  const say = cliMessages[matchLocale([Intl.DateTimeFormat().resolvedOptions().locale], 'en')].start
  const lines: string[] = []
  if (!(await hasAdministrator(sql))) lines.push(say.setupLink({ url: `${url}/setup/${await issueSetupToken(sql)}` }))
  const demo = await demoAccounts(sql, env)
  if (demo !== null) {
    const widest = Math.max(...demo.accounts.map(({ email }) => email.length))
    lines.push(
      `${say.demo}:`,
      ...demo.accounts.map(({ email, name }) => `  ${email.padEnd(widest)}  ${name}`),
      say.demoPassword({ password: demo.password }),
    )
  }
  return lines
}
