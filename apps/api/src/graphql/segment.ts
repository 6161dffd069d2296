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
  /** SQL for the id of an entry. */
  readonly id: string
  /** SQL that holds for every entry of the list; called anew for each statement. */
  where(params: Params): string
}

/** As many hits, the newest, are weighed against each other: a word that half of all titles have stays cheap this way. */
const mostWeighed = 200

/** The segments of a list in turn: by its columns, or the weighed hits first and then the older ones, newest first. */
export async function segmentsOf(
  sql: Sql,
  rows: ListRows,
  order: Order,
  ranking: Ranking | undefined,
): Promise<readonly Segment[]> {
  if (!order.isByRelevance || !ranking) return [() => ({ order: () => order.columns, where: 'true' })]
  const oldest = await oldestWeighed(sql, rows)
  const byScore = (score: string): readonly OrderColumn[] => [
    { value: `(${score})::numeric`, type: 'numeric', direction: 'ASC', isNullable: false },
    { value: rows.id, type: 'text', direction: 'DESC', isNullable: false },
  ]
  return [
    (params) => ({ order: () => byScore(ranking(params)), where: `${rows.id} >= ${params.add(oldest)}::text` }),
    (params) => ({ order: () => byScore(worse), where: `${rows.id} < ${params.add(oldest)}::text` }),
  ]
}

/** Behind every score that a ranking gives. */
const worse = '9'

async function oldestWeighed(sql: Sql, rows: ListRows): Promise<string> {
  const params = paramsFrom()
  const [found] = await sql.rows<{ id: string | null }>(
    `select min(id) as id from (select ${rows.id} as id from ${rows.from} where ${rows.where(params)}
     order by ${rows.id} desc limit ${params.add(mostWeighed)}) newest`,
    params.values,
  )
  return found?.id ?? ''
}
