import { paramsFrom, type Params, type Sql } from '../data/sql.ts'
import type { OrderColumn } from './keyset.ts'
import type { Order, Ranking } from './order.ts'

/** A stretch of a list with its own order. Most lists are one; a list by relevance is two. */
export interface Stretch {
  /** Asked for only where it is used: a statement must not have values that it never mentions. */
  order(): readonly OrderColumn[]
  /** Which of the list's entries are in it. */
  readonly where: string
}

/** A stretch in the making: it names its values as a statement is written. */
export type Segment = (params: Params) => Stretch

export interface ListRows {
  readonly from: string
  /** SQL for the id of an entry. Lists by relevance are of one table: what stands before the dot names it in `from`. */
  readonly id: string
  /** SQL that holds for every entry of the list; called anew for each statement. */
  where(params: Params): string
}

/** As many hits, the newest, are weighed against each other: a word that half of all titles have stays cheap this way. */
const mostWeighed = 200

/** Among as many entries, the newest, hits are looked for one by one before an index is asked for all of them. */
const walks = [2_000, 20_000, 200_000]

/** A walk ten times as long is worth it while hits grow with it; else they are rare, or the walk was over all. */
const leastGrowth = 6

/** The segments of a list in turn: by its columns, or the weighed hits first and then the older ones, newest first. */
export async function segmentsOf(
  sql: Sql,
  rows: ListRows,
  order: Order,
  ranking: Ranking | undefined,
): Promise<readonly Segment[]> {
  if (!order.isByRelevance || !ranking) return [() => ({ order: () => order.columns, where: 'true' })]
  const weighed = await weighedHits(sql, rows)
  const byScore = (score: string): readonly OrderColumn[] => [
    { value: `(${score})::numeric`, type: 'numeric', direction: 'ASC', isNullable: false },
    { value: rows.id, type: 'text', direction: 'DESC', isNullable: false },
  ]
  const best: Segment = (params) => ({
    order: () => byScore(ranking(params)),
    where: `${rows.id} = any(${params.add(weighed)}::text[])`,
  })
  const oldest = weighed.at(-1)
  if (oldest === undefined || weighed.length < mostWeighed) return [best]
  return [best, (params) => ({ order: () => byScore(worse), where: `${rows.id} < ${params.add(oldest)}::text` })]
}

/** Behind every score that a ranking gives. */
const worse = '9'

/**
 * The ids of the hits that are weighed, newest first. The database takes the words of a search for independent and, for
 * two that go together as the syllables of a name do, expects a few hits where there are thousands, and fetches and sorts
 * them all. A word that is not rare is found often enough among the newest entries, and then nothing else is read.
 */
async function weighedHits(sql: Sql, rows: ListRows): Promise<readonly string[]> {
  const [alias = ''] = rows.id.split('.', 1)
  let before = 1
  for (const most of walks) {
    const newest = `(select * from ${rows.from} order by ${rows.id} desc limit ${most}) ${alias}`
    const hits = await newestHits(sql, rows, newest)
    if (hits.length === mostWeighed) return hits
    if (hits.length < leastGrowth * before) break
    before = hits.length
  }
  return newestHits(sql, rows, rows.from)
}

async function newestHits(sql: Sql, rows: ListRows, from: string): Promise<readonly string[]> {
  const params = paramsFrom()
  const found = await sql.rows<{ id: string }>(
    `select ${rows.id} as id from ${from} where ${rows.where(params)}
     order by ${rows.id} desc limit ${params.add(mostWeighed)}`,
    params.values,
  )
  return found.map(({ id }) => id)
}
