import { isDay, parseDecimal } from '@mekong/domain'
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { badScalar, type InputRule } from './bad-input.ts'

/** A scalar that is text on the wire. `read` gives its canonical form, or undefined for what it is not. */
function textScalar(
  name: string,
  description: string,
  rule: InputRule,
  read: (text: string) => string | undefined,
  readNumber: (value: number) => string | undefined = () => undefined,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown, node?: ValueNode): string => {
    const parsed = typeof value === 'string' ? read(value) : typeof value === 'number' ? readNumber(value) : undefined
    if (parsed === undefined) throw badScalar(rule, node)
    return parsed
  }
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return parse(node.value, node)
      return parse(node.kind === Kind.INT ? Number(node.value) : undefined, node)
    },
    serialize: (value) => {
      // Records hold the canonical form already; anything else is a fault of ours, and is masked as one.
      if (typeof value === 'string') return value
      throw new TypeError(`${name} wants text.`)
    },
  })
}

const momentShape =
  /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** RFC 3339 with a zone, as an instant in UTC with milliseconds. */
function readMoment(text: string): string | undefined {
  const day = momentShape.exec(text)?.[1]
  if (day === undefined || !isDay(day)) return undefined
  const utc = new Date(text.toUpperCase()).toISOString()
  return isDay(utc.slice(0, 10)) ? utc : undefined
}

export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment, RFC 3339 in UTC with milliseconds: `2026-11-25T01:02:03.004Z`. Another offset is taken and told in UTC; a moment without a zone is refused.',
  'notDateTime',
  readMoment,
)

export const DateScalar = textScalar(
  'Date',
  'A day of the calendar, without time or zone: `2026-11-25`. Days of an organisation are days in its time zone.',
  'notDate',
  (text) => (isDay(text) ? text : undefined),
)

export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal as text, without exponent, group marks or trailing zeros: `"1250000.5"`. A whole number may be written without quotes.',
  'notDecimal',
  parseDecimal,
  // A number with a fraction is a binary float, which cannot be trusted to be the decimal that was meant.
  (value) => (Number.isSafeInteger(value) ? parseDecimal(String(value)) : undefined),
)

export const CurrencyCodeScalar = textScalar(
  'CurrencyCode',
  'A currency by its ISO 4217 code: `VND`.',
  'notCurrencyCode',
  (text) => (/^[A-Z]{3}$/.test(text) ? text : undefined),
)
