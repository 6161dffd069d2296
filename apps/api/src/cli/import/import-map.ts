import { isTimeZone } from '@mekong/domain'
import { z } from 'zod'

/** What a map may give an opportunity. */
export const importFields = [
  'externalId',
  'title',
  'stage',
  'amount',
  'currency',
  'company',
  'contact',
  'owner',
  'team',
  'source',
  'medium',
  'campaign',
  'tags',
  'probability',
  'expectedCloseDate',
  'createdAt',
  'stageEnteredAt',
  'closedAt',
  'lostReason',
] as const

export type ImportField = (typeof importFields)[number]

/** What the import may make when a name is not there yet. */
const creatable = z.enum(['company', 'owner', 'team', 'lostReason', 'tag', 'source'])

const values = z.record(z.string(), z.string()).optional()
const cellSource = z.union([
  z.strictObject({ column: z.string(), values }),
  z.strictObject({ template: z.string(), values }),
  z.strictObject({ constant: z.string(), values }),
])
export type CellSource = z.infer<typeof cellSource>

const format = z
  .strictObject({
    delimiter: z.enum(['auto', ',', ';', '\t']).default('auto'),
    encoding: z.enum(['auto', 'utf-8', 'windows-1258']).default('auto'),
    number: z.enum(['1234.56', '1.234,56', '1,234.56']).default('1234.56'),
    date: z.enum(['yyyy-MM-dd', 'dd/MM/yyyy', 'MM/dd/yyyy']).default('yyyy-MM-dd'),
    timeZone: z.string().refine(isTimeZone, 'is not a time zone').optional(),
  })
  .default({ delimiter: 'auto', encoding: 'auto', number: '1234.56', date: 'yyyy-MM-dd' })

export type ImportFormat = z.infer<typeof format>

const shape = z.strictObject({
  format,
  /** A pipeline by exact name or id. */
  pipeline: z.string().min(1),
  create: z.array(creatable).default([]),
  fields: z.partialRecord(z.enum(importFields), cellSource),
})

export type ImportMap = z.infer<typeof shape>

/** The file or the map cannot be used at all: the command ends with code 2 and this sentence, before the first row. */
export class UnusableInput extends Error {
  override name = 'UnusableInput'
}

export function parseImportMap(json: string): ImportMap {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    throw new UnusableInput('The map is not JSON.')
  }
  const read = shape.safeParse(parsed)
  if (!read.success) throw new UnusableInput(`The map is not right: ${read.error.issues.map(sentence).join('; ')}.`)
  return read.data
}

const sentence = ({ path, message, ...issue }: z.core.$ZodIssue): string => {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : issue.code === 'invalid_key' ? [path.at(-1)] : []
  if (unknown.length > 0)
    return `there is no ${path[0] === 'fields' && path.length <= 2 ? 'field' : 'entry'} ${unknown.join(', ')}`
  return `${path.join('.') || 'it'}: ${message}`
}

/** The columns of the file that a source reads. */
export function columnsOf(source: CellSource): readonly string[] {
  if ('column' in source) return [source.column]
  return 'template' in source ? [...source.template.matchAll(placeholder)].map(([, name = '']) => name) : []
}

const placeholder = /\{([^{}]+)\}/g

/** What the file says for a field, trimmed; a value that `values` does not know is undefined. */
export function textOf(
  source: CellSource,
  cells: ReadonlyMap<string, string>,
): { raw: string; text: string | undefined } {
  const raw = rawOf(source, cells).trim()
  if (source.values === undefined) return { raw, text: raw }
  return { raw, text: Object.hasOwn(source.values, raw) ? source.values[raw]?.trim() : undefined }
}

function rawOf(source: CellSource, cells: ReadonlyMap<string, string>): string {
  if ('constant' in source) return source.constant
  if ('column' in source) return cells.get(source.column) ?? ''
  return source.template.replace(placeholder, (_, name: string) => cells.get(name) ?? '')
}
