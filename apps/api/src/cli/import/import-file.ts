import { faultsOfFields, type Fault } from '@mekong/domain'
import { ruleSentence, type Locale } from '@mekong/words'
import { typeidUnboxed } from 'typeid-js'
import type { Writer } from '../../data/write.ts'
import {
  importOpportunities,
  repeatedExternalId,
  type ImportEntry,
  type ImportResult,
} from '../../modules/opportunity/import-opportunities.ts'
import { readOrganization } from '../../modules/organization/organization.store.ts'
import type { CommandContext } from '../command.ts'
import { openCsv, type BrokenRecord, type CsvFile, type CsvRow } from './csv-rows.ts'
import { columnsOf, importFields, textOf, UnusableInput, type ImportField, type ImportMap } from './import-map.ts'
import { readRow } from './read-row.ts'
import { cut, type RowError } from './row-error.ts'

export interface ImportReport {
  readonly dryRun: boolean
  readonly importId: string
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  readonly errors: readonly RowError[]
}

export interface ImportOptions {
  readonly file: string
  readonly map: ImportMap
  readonly isDryRun: boolean
  readonly caller: Writer & { readonly locale: Locale }
  readonly onProgress: (rows: number) => void
  readonly onUnmapped: (columns: readonly string[]) => void
}

/** Rows in one transaction. */
const chunkSize = 500

/** Streams a file through the same rules as the API, a chunk at a time. */
export async function importFile(context: CommandContext, options: ImportOptions): Promise<ImportReport> {
  const { map, file } = options
  const csv = await openCsv(file, map.format)
  const pipelineId = await findPipeline(context, map.pipeline)
  options.onUnmapped(unmapped(csv, map))
  const { timeZone } = await readOrganization(context.sql)

  const tally = new Tally(options)
  const seen = new Set<string>()
  for await (const rows of chunks(csv.rows(), chunkSize)) {
    const asked: { row: CsvRow; entry: ImportEntry }[] = []
    for (const row of rows) {
      if (row.cells === null) {
        tally.fail(row, [{ code: 'INVALID', rule: 'wrongColumnCount', field: [] }])
        continue
      }
      const entry = readRow(map, row.cells, timeZone)
      const isRepeated = entry.externalId !== null && seen.has(entry.externalId)
      if (entry.externalId !== null) seen.add(entry.externalId)
      // All that is wrong with a row is told at once.
      const faults = [...entry.faults, ...(isRepeated ? [repeatedExternalId()] : []), ...faultsOfFields(entry.fields)]
      if (faults.length > 0) tally.fail(row, faults)
      else asked.push({ row, entry })
    }
    const results = await importOpportunities(context.writes, options.caller, {
      pipelineId,
      entries: asked.map(({ entry }) => entry),
      creates: new Set(map.create),
      isDryRun: options.isDryRun,
    })
    for (const [at, { row }] of asked.entries()) tally.count(row, results[at])
    options.onProgress(tally.rows)
  }
  return tally.report()
}

async function findPipeline({ sql }: CommandContext, name: string): Promise<string> {
  const rows = await sql.rows<{ id: string }>('select id from pipeline where id = $1 or name = $1 order by id', [name])
  if (rows.length > 1) throw new UnusableInput(`Several pipelines are named "${name}": give its id.`)
  if (!rows[0]) throw new UnusableInput(`There is no pipeline "${name}".`)
  return rows[0].id
}

/** Columns that the map does not use; a column that it uses and the file lacks ends the command. */
function unmapped(csv: CsvFile, map: ImportMap): readonly string[] {
  const used = new Set(importFields.flatMap((field) => (map.fields[field] ? columnsOf(map.fields[field]) : [])))
  const missing = [...used].find((name) => !csv.columns.includes(name))
  if (missing !== undefined) throw new UnusableInput(`The file has no column "${missing}".`)
  return csv.columns.filter((name) => !used.has(name))
}

async function* chunks<T>(items: AsyncIterable<T>, size: number): AsyncIterable<T[]> {
  let chunk: T[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

/** Counts outcomes and words the faults by the file's own columns. */
class Tally {
  rows = 0
  readonly #counts = { created: 0, updated: 0, unchanged: 0, failed: 0 }
  readonly #errors: RowError[] = []

  constructor(private readonly options: ImportOptions) {}

  count(row: CsvRow, result: ImportResult | undefined): void {
    if (!result) throw new Error(`Row ${row.row} has no result.`)
    if (result.kind === 'failed') return this.fail(row, result.faults)
    this.rows += 1
    this.#counts[result.kind] += 1
  }

  fail(row: CsvRow | BrokenRecord, faults: readonly Fault[]): void {
    this.rows += 1
    this.#counts.failed += 1
    const { map, caller } = this.options
    for (const { code, rule, field, params } of faults) {
      const named = importFieldOf(field)
      const source = named && map.fields[named]
      this.#errors.push({
        row: row.row,
        line: row.line,
        column: source && 'column' in source ? source.column : null,
        code,
        message: ruleSentence(caller.locale, rule, params),
        value: source && row.cells ? cut(textOf(source, row.cells).raw) : '',
      })
    }
  }

  report(): ImportReport {
    const errors = this.#errors.toSorted((a, b) => a.row - b.row)
    return { dryRun: this.options.isDryRun, importId: typeidUnboxed('imp'), rows: this.rows, ...this.#counts, errors }
  }
}

/** The map's name for the field of a fault: `['amount', 'currency']` is `currency`, `['ownerId']` is `owner`. */
function importFieldOf(field: readonly string[]): ImportField | undefined {
  const [first = '', second] = field
  const names = [...(second === 'currency' ? ['currency'] : []), first, first.replace(/Id$/, '')]
  return names.flatMap((name) => importFields.find((known) => known === name) ?? [])[0]
}
