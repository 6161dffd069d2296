import type { Locale } from '@mekong/domain'

/**
 * SQL for a name that follows the reader's language until somebody renames it: the row's own, else its preset's. Keys and
 * names are our own constants.
 */
export function presetName(
  alias: string,
  names: Readonly<Record<string, Readonly<Record<Locale, string>>>>,
  locale: Locale,
): string {
  const cases = Object.entries(names).map(([key, name]) => `when ${quoted(key)} then ${quoted(name[locale])}`)
  return `coalesce(${alias}.name, case ${alias}.preset_key ${cases.join(' ')} end)`
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
