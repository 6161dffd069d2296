import { isId, type Instant, type LostReason, type PresetLostReasonKey } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

export interface LostReasonRow {
  id: string
  name: string | null
  preset_key: PresetLostReasonKey | null
  is_archived: boolean
}

export const lostReasonColumns = (alias: string): string =>
  `${alias}.id, ${alias}.name, ${alias}.preset_key, ${alias}.archived_at is not null as is_archived`

export const lostReasonOf = (row: LostReasonRow): LostReason => ({
  id: row.id,
  name: row.name,
  presetKey: row.preset_key,
  isArchived: row.is_archived,
})

export class LostReasonStore {
  constructor(private readonly sql: Sql) {}

  async reasons(ids: readonly string[]): Promise<LostReason[]> {
    return this.#read('r.id = any($1)', ids)
  }

  /** Kept from other changes until the write ends. */
  async locked(id: string): Promise<LostReason | undefined> {
    return (await this.#read('r.id = any($1) for no key update', [id]))[0]
  }

  async #read(where: string, ids: readonly string[]): Promise<LostReason[]> {
    const rows = await this.sql.rows<LostReasonRow & Record<string, unknown>>(
      `select ${lostReasonColumns('r')} from lost_reason r where ${where}`,
      [ids.filter((id) => isId('lostReason', id))],
    )
    return rows.map(lostReasonOf)
  }

  /** Last in the list. */
  async insert({ id, name, presetKey }: LostReason, at: Instant): Promise<void> {
    await this.sql.count(
      `insert into lost_reason (id, name, preset_key, position, created_at)
       select $1, $2, $3, coalesce(max(position) + 1, 0), $4 from lost_reason`,
      [id, name, presetKey, at],
    )
  }

  async update({ id, name, isArchived }: LostReason, at: Instant): Promise<void> {
    await this.sql.count(
      `update lost_reason set name = $2, archived_at = case when $3 then coalesce(archived_at, $4) end where id = $1`,
      [id, name, isArchived, at],
    )
  }
}
