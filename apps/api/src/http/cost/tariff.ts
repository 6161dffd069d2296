/**
 * What things cost, in tenths of a point, so that sums are exact. An entry of a list is what a database row, an object and
 * a few hundred bytes cost: one point. What hangs from it one to one mostly comes with it.
 */
export const tariff = {
  entry: 10,
  object: 1,
  /** A mutation, whatever it writes, on top of what is read of its payload. */
  mutation: 100,
  /** The whole schema, or a type of it. */
  schema: 1_000,
  type: 100,
} as const

/** What anybody pays who is not signed in, out of the bucket of their address. */
export const anonymousPoints = 20

/** What a request pays that is refused before its execution. */
export const refusedPoints = 10

/** How many entries a list without pages is expected to have. The true number is charged after the execution. */
const expected: Readonly<Record<string, number>> = { CurrencyTotal: 3, UserError: 1, FieldConflict: 3 }

export const expectedEntries = (itemType: string): number => expected[itemType] ?? 10

export const inPoints = (tenths: number): number => Math.max(1, Math.ceil(tenths / 10))
