import type { Locale } from '@mekong/domain'
import { cliMessages } from '@mekong/words/cli'
import { UnusableBackup } from '../../data/backup/read-backup.ts'
import { restoreBackup, RestoreRefused } from '../../data/backup/restore-backup.ts'
import { CommandRefused, type ExitCode } from '../command.ts'

export const restoreHelp = `npm run mekong -- restore FILE [--replace]

Puts a backup into an empty database. With --replace it takes the place of what is there, which is gone then. Stop
Mekong before. A file that is broken or made by a newer Mekong changes nothing.`

export interface RestoreRequest {
  readonly file: string
  readonly replaces: boolean
}

export async function runRestore(
  databaseUrl: string,
  { file, replaces }: RestoreRequest,
  locale: Locale,
): Promise<ExitCode> {
  const words = cliMessages[locale].restore
  try {
    const { tables, rows, madeAt } = await restoreBackup(databaseUrl, file, { replaces })
    console.log(words.done({ path: file, tables, rows, madeAt }))
    return 0
  } catch (error) {
    if (error instanceof UnusableBackup || error instanceof RestoreRefused)
      throw new CommandRefused(words[error.kind]({ path: file }))
    throw error
  }
}
