import type { Pool } from 'pg'
import type { BucketRule, BucketStore, Spending } from './bucket-store.ts'

/** No rule of ours takes longer to fill a bucket again. */
const keptFor = '1 hour'

/** A settlement that the database does not answer in time is done without; the next one follows within a second. */
const patienceMs = 2_000

/**
 * Buckets as rows of an unlogged table: written without the write-ahead log, empty after a crash of the database, which
 * then is generous once. Rows are locked in the order of their names, so settlements of several nodes never deadlock.
 */
export class PgBucketStore implements BucketStore {
  constructor(private readonly pool: Pool) {}

  async settle({ capacity, perSecond }: BucketRule, spendings: readonly Spending[]): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ name: string; level: number }>({
      ...settlement,
      values: [capacity, perSecond, spendings.map(({ name }) => name), spendings.map(({ points }) => points)],
    })
    return new Map(rows.map(({ name, level }) => [name, level]))
  }

  async sweep(): Promise<void> {
    await this.pool.query(`delete from throttle_bucket where at < clock_timestamp() - interval '${keptFor}'`)
  }
}

/** `excluded.level` is a full bucket less what was spent, so `excluded.level - capacity` is what to add. */
const settlement = {
  name: 'throttle-settle',
  query_timeout: patienceMs,
  text: `
    insert into throttle_bucket as b (name, level, at)
    select name, $1::float8 - points, clock_timestamp()
    from unnest($3::text[], $4::float8[]) as spent (name, points) order by name
    on conflict (name) do update set
      at = greatest(b.at, excluded.at),
      level = least($1::float8, least($1::float8, b.level
        + $2::float8 * greatest(0, extract(epoch from excluded.at - b.at)::float8)) + excluded.level - $1::float8)
    returning name, level`,
}
