import { invalid, isCurrency, isTimeZone, limits, presetLostReasons, requiredText, type Fault } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'
import { findOrganization, type Organization } from './organization.store.ts'

/** What an organisation begins with: its own facts, and the reasons for losing that most have. */
export async function createOrganization(sql: Sql, { name, currency, timeZone, locale }: Organization): Promise<void> {
  await sql.count('insert into organization (name, currency, time_zone, locale) values ($1, $2, $3, $4)', [
    name.trim(),
    currency,
    timeZone,
    locale,
  ])
  await sql.count(
    `insert into lost_reason (id, preset_key, position)
     select id, preset_key, at - 1 from unnest($1::text[], $2::text[]) with ordinality as preset (id, preset_key, at)`,
    [Object.keys(presetLostReasons).map(() => typeidUnboxed('lrs')), Object.keys(presetLostReasons)],
  )
}

/** The organisation as it is, or as it is to be where there is none. */
export async function ensureOrganization(sql: Sql, wanted: Organization): Promise<Organization> {
  const existing = await findOrganization(sql)
  if (existing) return existing
  await createOrganization(sql, wanted)
  return wanted
}

/** `field` names are those of the organisation. */
export const faultsOfOrganization = ({ name, currency, timeZone }: Organization): Fault[] => [
  ...requiredText(name, limits.name, ['name']),
  ...(isCurrency(currency) ? [] : [invalid('unknownCurrency', ['currency'], { currency: currency.slice(0, 20) })]),
  ...(isTimeZone(timeZone) ? [] : [invalid('unknownTimeZone', ['timeZone'])]),
]
