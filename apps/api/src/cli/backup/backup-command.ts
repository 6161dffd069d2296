import { access } from 'node:fs/promises'
import type { Locale } from '@mekong/domain'
import { cliMessages } from '@mekong/words/cli'
import { writeBackup } from '../../data/backup/write-backup.ts'
import { CommandRefused, type ExitCode } from '../command.ts'

export const backupHelp = `npm run mekong -- backup FILE

Writes everything into one compressed file, as it is at one moment, while people go on working. The file holds all that
the database holds, secrets among it: keep it as you keep the database. Only you can read it (mode 0600).`

export async function runBackup(databaseUrl: string, file: string, locale: Locale): Promise<ExitCode> {
  const words = cliMessages[locale].backup
  if (await isThere(file)) throw new CommandRefused(words.fileExists({ path: file }))
  try {
    const { tables, rows } = await writeBackup(databaseUrl, file)
    console.log(words.written({ path: file, tables, rows }))
    return 0
  } catch (error) {
    if (isFileFault(error)) throw new CommandRefused(words.notWritable({ path: file, code: error.code }))
    throw error
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** Of the file and not of the network: those name their path. */
const isFileFault = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && ('path' in error || error.code === 'ENOSPC')
