import { messages } from '@mekong/words'
import type { Pool } from 'pg'
import { expect } from 'vitest'

/** Whatever was refused so far, people who read the log find a word for it, and no program's code. */
export async function expectWordsForRefusals(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ refusal: string }>(
    'select distinct refusal from audit_entry where refusal is not null',
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { refusal } of rows) expect(Object.keys(messages.vi.audit.refusals)).toContain(refusal)
}
