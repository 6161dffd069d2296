import type { Locale } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

/** The one organisation that this deployment serves. */
export interface Organization {
  readonly name: string
  readonly currency: string
  /** Its days begin and end here. */
  readonly timeZone: string
  /** Of people who have not chosen one. */
  readonly locale: Locale
}

const select = `select name, currency, time_zone as "timeZone", locale from organization`

/** Undefined before the first set-up. */
export async function findOrganization(sql: Sql): Promise<Organization | undefined> {
  const [row] = await sql.rows<Organization & Record<string, unknown>>(select)
  return row
}

export async function readOrganization(sql: Sql): Promise<Organization> {
  const organization = await findOrganization(sql)
  if (!organization) throw new Error('The organisation is not set up.')
  return organization
}

/** Kept from other changes until the write ends. */
export async function lockOrganization(sql: Sql): Promise<Organization> {
  await sql.rows('select 1 from organization for update')
  return readOrganization(sql)
}

export async function updateOrganizationRow(
  sql: Sql,
  { name, currency, timeZone, locale }: Organization,
): Promise<void> {
  await sql.count('update organization set name = $1, currency = $2, time_zone = $3, locale = $4', [
    name,
    currency,
    timeZone,
    locale,
  ])
}
