import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Locale } from '@mekong/words'
import { cliMessages } from '@mekong/words/cli'
import { actAs, CommandRefused, type CommandContext, type ExitCode } from '../command.ts'
import { importFile, type ImportReport } from './import-file.ts'
import { parseImportMap, UnusableInput } from './import-map.ts'
import { Progress } from './progress.ts'

export const importHelp = `npm run mekong -- import FILE --into opportunities --map MAP.json [options]

Reads a CSV file into opportunities by the rules that the API has. Every good row is written, every bad one is named.

  --into opportunities  what the rows become
  --map MAP.json        which column becomes which field (docs/import.md)
  --dry-run             decide everything, write nothing
  --json                print one JSON object as the last line of stdout
  --as EMAIL            act as this person; otherwise as the first administrator
  --help                this text

Ends with 0 if all rows are good, 1 if some failed, 2 if the file or the map was refused, 3 without a database.`

export interface ImportRequest {
  readonly file: string
  readonly mapFile: string
  readonly isDryRun: boolean
  readonly isJson: boolean
  readonly as: string | undefined
}

/** Undefined: the help was asked for. */
export function parseImportArguments(args: readonly string[]): ImportRequest | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      into: { type: 'string' },
      map: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      as: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new CommandRefused('Name one file to import (see --help).')
  if (values.into !== 'opportunities') throw new CommandRefused('Say --into opportunities (see --help).')
  if (values.map === undefined) throw new CommandRefused('Say which map to use: --map MAP.json (see --help).')
  return { file, mapFile: values.map, isDryRun: values['dry-run'], isJson: values.json, as: values.as }
}

export async function runImport(context: CommandContext, request: ImportRequest): Promise<ExitCode> {
  const map = parseImportMap(await readMap(request.mapFile))
  const caller = await actAs(context.sql, request.as)
  const progress = new Progress('Importing', await countLines(request.file))
  const report = await importFile(context, {
    file: request.file,
    map,
    isDryRun: request.isDryRun,
    caller,
    onProgress: (rows) => progress.show(rows),
    onUnmapped: (columns) => {
      if (columns.length > 0) console.error(cliMessages[caller.locale].import.unmapped({ columns: columns.join(', ') }))
    },
  })
  progress.end()
  if (request.isJson) console.log(JSON.stringify(report))
  else printReport(report, caller.locale)
  return report.failed > 0 ? 1 : 0
}

async function readMap(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw new UnusableInput(`The map ${path} cannot be read.`)
  }
}

/** A rough total for the progress bar; lines inside quotes make it a little too high. */
async function countLines(path: string): Promise<number> {
  try {
    const file = await readFile(path)
    let lines = 0
    for (const byte of file) if (byte === 10) lines += 1
    return Math.max(0, lines - 1)
  } catch {
    return 0
  }
}

function printReport(report: ImportReport, locale: Locale): void {
  const words = cliMessages[locale].import
  for (const error of report.errors) console.log(words.rowError(error))
  console.log(words.result(report))
  if (report.dryRun) console.log(words.dryRun)
}
