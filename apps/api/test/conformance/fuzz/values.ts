import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql'
import type { Random } from './random.ts'

const texts = [
  'Đông Á',
  'x',
  '',
  ' ',
  '0',
  'null',
  'a'.repeat(600),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202Eabc',
  '<img onerror=alert(1)>',
  '${7*7}',
  "' or 1=1 --",
  '%_\\',
  '😀🇻🇳',
  'Nguyễn'.normalize('NFD'),
  '{"a":1}',
  '../../etc/passwd',
  'a\nb\r\tc',
  '=cmd()',
]
const whole = [0, 1, 2, 20, 100, 101, -1, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1e9]
const fractions = [0, 0.5, 1, 1.0001, -0.5, 1e308, 5e-324, 0.12345]
const decimals = [
  '1',
  '0',
  '1250000.5',
  '-1',
  '1e309',
  'NaN',
  '1,000',
  '0.005',
  '999999999999999',
  '1000000000000000',
  '',
  ' 1',
]
const days = ['2026-11-25', '0000-01-01', '9999-12-31', '2026-02-30', '2026-13-01', 'today', '']
const moments = [
  '2026-11-25T01:02:03Z',
  '2026-11-25T01:02:03',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'now',
  '',
]
const currencies = ['VND', 'USD', 'XXX', 'vnd', '']

/** Makes values for arguments: mostly ones that fit, often at an edge, sometimes of another kind. */
export class Values {
  constructor(
    private readonly random: Random,
    /** Ids that exist, and some that do not. */
    private readonly ids: readonly string[],
  ) {}

  of(type: GraphQLInputType, depth = 0): unknown {
    const { random } = this
    if (isNonNullType(type)) return random.chance(0.02) ? null : this.of(type.ofType, depth)
    if (random.chance(0.06)) return null
    if (random.chance(0.03)) return random.pick<unknown>([{}, [], true, 1.5, 'x', { a: { b: [1] } }])
    if (isListType(type))
      return Array.from({ length: random.below(random.chance(0.02) ? 200 : 3) }, () => this.of(type.ofType, depth + 1))
    if (isEnumType(type)) return random.pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const often = depth > 3 ? 0.05 : 0.35
      const fields = Object.values(type.getFields()).filter(
        (field) => isRequiredInputField(field) || random.chance(often),
      )
      return Object.fromEntries(fields.map((field) => [field.name, this.of(field.type, depth + 1)]))
    }
    return this.#scalar(type.name)
  }

  #scalar(name: string): unknown {
    const { random } = this
    switch (name) {
      case 'ID':
        return random.chance(0.85) ? random.pick(this.ids) : random.pick(texts)
      case 'Int':
        return random.pick(whole)
      case 'Float':
        return random.pick(fractions)
      case 'Boolean':
        return random.chance(0.5)
      case 'Decimal':
        return random.pick(decimals)
      case 'Date':
        return random.pick(days)
      case 'DateTime':
        return random.pick(moments)
      case 'CurrencyCode':
        return random.pick(currencies)
      default:
        return random.pick(texts)
    }
  }
}
