import { tariff } from './tariff.ts'

/**
 * What an answer has cost, in tenths of a point, by the same tariff as its price: so much an entry of a list, so much
 * for what hangs from it. Only the answer is looked at, not the schema, so it is cheap.
 */
export function countTenths(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0
  let tenths = 0
  if (Array.isArray(data)) {
    for (const entry of data) if (isObject(entry)) tenths += tariff.entry + countTenths(entry)
    return tenths
  }
  for (const name in data) {
    const value: unknown = data[name as keyof typeof data]
    if (isObject(value)) tenths += Array.isArray(value) ? countTenths(value) : tariff.object + countTenths(value)
  }
  return tenths
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
