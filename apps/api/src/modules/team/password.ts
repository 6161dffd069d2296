import { invalid, lengthOf, type Fault } from '@mekong/domain'

/** Long enough for a sentence; beyond, hashing would cost whoever asks nothing and us a lot. */
export const passwordLength = { min: 10, max: 200 } as const

export function passwordFaults(password: string, field: readonly string[]): Fault[] {
  const { min, max } = passwordLength
  const length = lengthOf(password)
  if (length < min) return [invalid('tooShort', field, { min })]
  return length > max ? [invalid('tooLong', field, { max })] : []
}
