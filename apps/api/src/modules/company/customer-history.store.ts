import type { CustomerStep, UserId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

/** What edits changed on companies and contacts. */
export class CustomerHistoryStore {
  constructor(private readonly sql: Sql) {}

  async record(
    subject: { readonly id: string; readonly version: number },
    actorId: UserId,
    changes: readonly CustomerStep[],
  ): Promise<void> {
    await this.sql.count(
      'insert into customer_history (subject_id, version, actor_id, changes) values ($1, $2, $3, $4)',
      [subject.id, subject.version, actorId, JSON.stringify(changes)],
    )
  }

  /** Every step after a version, oldest first; none when nobody says which one they saw. */
  async stepsSince(id: string, version: number | null): Promise<CustomerStep[]> {
    if (version === null) return []
    const rows = await this.sql.rows<{ changes: CustomerStep[] }>(
      'select changes from customer_history where subject_id = $1 and version > $2 order by version',
      [id, version],
    )
    return rows.flatMap(({ changes }) => changes)
  }
}
