import pg from 'pg'
import type { Locale } from '@mekong/domain'

/** The organisation's language; Vietnamese before there is one. Asked of tables of any version, or of none. */
export async function languageOf(databaseUrl: string): Promise<Locale> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'mekong command' })
  await client.connect()
  try {
    const { rows } = await client.query<{ has_any: boolean }>(
      `select to_regclass('organization') is not null as has_any`,
    )
    if (rows[0]?.has_any !== true) return 'vi'
    const found = await client.query<{ locale: Locale }>('select locale from organization')
    return found.rows[0]?.locale ?? 'vi'
  } finally {
    await client.end()
  }
}
