import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { UnusableInput, type ImportFormat } from './import-map.ts'

export interface CsvRow {
  /** 1 is the first record after the header. */
  readonly row: number
  /** The physical line on which the record begins. */
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

export interface CsvFile {
  readonly columns: readonly string[]
  readonly bytes: number
  /** Rows as they come; a record that is not well formed ends the stream with `BrokenRecord`. */
  rows(): AsyncIterable<CsvRow | BrokenRecord>
}

/** A record whose number of cells does not fit the header. */
export interface BrokenRecord {
  readonly row: number
  readonly line: number
  readonly cells: null
}

type Encoding = 'utf-8' | 'windows-1258'

/** Opens a file and reads its header. Whatever cannot be a table of ours is refused before the first row. */
export async function openCsv(path: string, format: ImportFormat): Promise<CsvFile> {
  const { encoding, bytes } = await examine(path, format.encoding)
  const header = await readHeader(path, encoding, format.delimiter)
  const { columns } = header
  const twice = columns.find((name, at) => columns.indexOf(name) !== at)
  if (twice !== undefined) throw new UnusableInput(`The file has two columns named "${twice}".`)
  return { columns, bytes, rows: () => readRows(path, encoding, header.delimiter, columns) }
}

/**
 * One pass over the whole file before any row is believed: bytes that are no text, or not of the encoding, would
 * otherwise show up after half of the rows are written.
 */
async function examine(path: string, asked: ImportFormat['encoding']): Promise<{ encoding: Encoding; bytes: number }> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  let bytes = 0
  for await (const chunk of readFile(path)) {
    bytes += chunk.length
    if (chunk.includes(0)) throw new UnusableInput('The file is not CSV: it holds binary data.')
    if (!isUtf8) continue
    try {
      utf8.decode(chunk, { stream: true })
    } catch {
      isUtf8 = false
    }
  }
  if (bytes === 0) throw new UnusableInput('The file is empty.')
  if (asked === 'utf-8' && !isUtf8) throw new UnusableInput('The file is not UTF-8.')
  return { encoding: asked === 'auto' ? (isUtf8 ? 'utf-8' : 'windows-1258') : asked, bytes }
}

async function* readFile(path: string): AsyncIterable<Buffer> {
  try {
    const file = await open(path)
    if (!(await file.stat()).isFile()) throw new UnusableInput(`${path} is not a file.`)
    yield* file.createReadStream() as AsyncIterable<Buffer> // a stream without an encoding yields buffers
  } catch (error) {
    if (error instanceof UnusableInput) throw error
    throw new UnusableInput(`The file ${path} cannot be read.`)
  }
}

const decoder = (encoding: Encoding) => {
  const text = new TextDecoder(encoding)
  return new Transform({
    transform: (chunk: Buffer, _, done) => done(null, text.decode(chunk, { stream: true })),
    flush: (done) => done(null, text.decode()),
  })
}

const delimiters = [',', ';', '\t'] as const

async function readHeader(
  path: string,
  encoding: Encoding,
  asked: ImportFormat['delimiter'],
): Promise<{ columns: string[]; delimiter: string }> {
  const tries = asked === 'auto' ? delimiters : ([asked] as const)
  const found = await Promise.all(
    tries.map(async (delimiter) => ({ delimiter, columns: await firstRecord(path, encoding, delimiter) })),
  )
  const best = found.toSorted((a, b) => b.columns.length - a.columns.length)[0]
  if (!best || best.columns.every((name) => name === ''))
    throw new UnusableInput('The file is not CSV: it has no header.')
  return best
}

async function firstRecord(path: string, encoding: Encoding, delimiter: string): Promise<string[]> {
  const parser = parse({
    bom: true,
    delimiter,
    to: 1,
    trim: true,
    relax_column_count: true,
    max_record_size: recordLimit,
  })
  const source = createReadStream(path)
  try {
    for await (const record of source.pipe(decoder(encoding)).pipe(parser)) return record as string[] // without `columns`, records are lists of text
    return []
  } catch {
    return []
  } finally {
    source.destroy()
  }
}

/** Longer than any row of ours: an unclosed quote must not swallow a gigabyte. */
const recordLimit = 1_000_000

async function* readRows(
  path: string,
  encoding: Encoding,
  delimiter: string,
  columns: readonly string[],
): AsyncIterable<CsvRow | BrokenRecord> {
  const parser = createReadStream(path)
    .pipe(decoder(encoding))
    .pipe(
      parse({
        bom: true,
        delimiter,
        from: 2,
        info: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: recordLimit,
      }),
    )
  let row = 0
  let line = 1
  for await (const entry of parser) {
    const { record, info } = entry as { record: string[]; info: { lines: number } } // csv-parse's shape with `info`
    row += 1
    const begins = info.lines - newlinesIn(record)
    line = begins
    yield record.length === columns.length
      ? { row, line, cells: new Map(columns.map((name, at) => [name, record[at] ?? ''])) }
      : { row, line, cells: null }
  }
}

/** csv-parse tells the line on which a record ends; line breaks inside quotes lie before it. */
const newlinesIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
