import { types, type CustomTypesConfig } from 'pg'

const day = 1082

/**
 * How values come back from PostgreSQL: days as their text (`2026-11-25`; `pg` would make a local midnight of them),
 * exact numbers (`numeric`, `bigint`) as text, instants as `Date`, which better-auth on the same pool relies on. Stores
 * turn a `Date` into the domain's instant; business instants have milliseconds in the database too (`timestamptz(3)`).
 */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === day && format !== 'binary') return (text: string) => text
    return types.getTypeParser(oid, format)
  },
}
