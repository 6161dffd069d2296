import {
  instant,
  placeFields,
  type FieldChange,
  type Instant,
  type Opportunity,
  type OpportunityId,
  type UserId,
} from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

/** A version of an opportunity that somebody saw. */
export interface Seen {
  readonly id: OpportunityId
  readonly seenVersion: number
}

export interface Step {
  readonly id: OpportunityId
  readonly changes: readonly FieldChange[]
}

/** What was done to an opportunity, asked by the rules; `write-change.ts` writes it. */
export class HistoryStore {
  constructor(private readonly sql: Sql) {}

  /** Every step after the version that a writer saw, oldest first; none when they saw the present one, or name none. */
  async stepsSince(present: Opportunity, seenVersion: number | null | undefined): Promise<FieldChange[]> {
    if (typeof seenVersion !== 'number' || seenVersion >= present.version) return []
    return (await this.steps([{ id: present.id, seenVersion }])).flatMap(({ changes }) => changes)
  }

  /** The same for several, whatever their versions are now. */
  steps(seen: readonly Seen[]): Promise<Step[]> {
    return this.sql.rows<Step & Record<string, unknown>>(
      `select h.opportunity_id as id, h.changes from unnest($1::text[], $2::integer[]) as s (id, version)
       join opportunity_history h on h.opportunity_id = s.id and h.version > s.version order by h.version, h.id`,
      [seen.map(({ id }) => id), seen.map(({ seenVersion }) => seenVersion)],
    )
  }

  /** Who changed last where it stands, or whose it is. */
  async lastMove(id: OpportunityId): Promise<{ readonly actorId: UserId | null; readonly at: Instant } | undefined> {
    const [row] = await this.sql.rows<{ actor_id: string | null; valid_at: Date }>(
      `select actor_id, valid_at from opportunity_history h
       where opportunity_id = $1
         and exists (select from jsonb_array_elements(h.changes) c where c ->> 'field' = any($2))
       order by version desc, id desc limit 1`,
      [id, placeFields],
    )
    return row && { actorId: row.actor_id, at: instant(row.valid_at) }
  }
}
