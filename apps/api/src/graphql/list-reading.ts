import { paramsFrom, type Params, type Sql } from '../data/sql.ts'
import type { Position } from './cursor.ts'
import { orderBy, partsBeyond, positionColumns, type Part, type Side } from './keyset.ts'
import type { Order, Ranking } from './order.ts'
import type { PageSize } from './page-args.ts'
import { segmentsOf, type ListRows, type Segment } from './segment.ts'

/** A list that can be read in pages from both ends. */
export interface Listing<Row, Node> extends ListRows {
  /** What cursors are bound to: the list, and its filter and order as they were asked for. */
  readonly name: string
  readonly boundTo: unknown
  readonly columns: string
  readonly order: Order
  readonly ranking?: Ranking
  toNode(row: Row): Node
}

export interface Entry<Node> {
  readonly node: Node
  readonly position: Position
}

type PageRow<Row> = Row & { readonly position: Position }

/** One page of one list, read once. */
export class ListReading<Row extends object, Node> {
  constructor(
    private readonly sql: Sql,
    private readonly listing: Listing<Row, Node>,
    private readonly size: PageSize,
    private readonly after: Position | null,
    private readonly before: Position | null,
  ) {}

  readonly entries = once(async () => {
    const found = (await this.#found()).slice(0, this.size.count)
    return this.size.from === 'front' ? found : found.toReversed()
  })

  readonly totalCount = once(async () => {
    const params = paramsFrom()
    const [row] = await this.sql.rows<{ n: string }>(
      `select count(*)::text as n from ${this.listing.from} where ${this.listing.where(params)}`,
      params.values,
    )
    return Number(row?.n ?? 0)
  })

  /** Is there anything of the list on that side of the page? An empty page lies where its reading began. */
  async hasBeyond(side: Side): Promise<boolean> {
    const isReadingSide = side === this.#readingSide
    const boundOnSide = side === 'after' ? this.before : this.after
    const entries = await this.entries()
    const edge = side === 'after' ? entries.at(-1) : entries[0]
    if (edge) {
      if (isReadingSide && (await this.#found()).length > this.size.count) return true
      // Nothing kept the reading from what lies there: the page begins or ends with the list.
      return boundOnSide !== null && this.#exists(edge.position, side)
    }
    const start = this.#start
    if (isReadingSide) return this.#exists(start, side)
    return start !== null && this.#existsAtOr(start, side)
  }

  /** The page and one more, where there is one, in reading direction. */
  readonly #found = once(async (): Promise<readonly Entry<Node>[]> => {
    const { count, from } = this.size
    const found: Entry<Node>[] = []
    if (count === 0) return found
    for (const segment of await this.#segments(this.#readingSide))
      for (let part = 0; found.length <= count; part += 1) {
        const rows = await this.#readPart(segment, part, count + 1 - found.length, from)
        if (rows === null) break
        found.push(...rows.map((row) => ({ node: this.listing.toNode(row), position: row.position })))
      }
    return found
  })

  /** Null when a segment has no such part. */
  async #readPart(
    segment: Segment,
    part: number,
    limit: number,
    from: PageSize['from'],
  ): Promise<PageRow<Row>[] | null> {
    const params = paramsFrom()
    const stretch = segment(params)
    const order = stretch.order()
    const start = this.#start
    const condition = (start ? partsBeyond(order, start, this.#readingSide) : [everything])[part]
    if (!condition) return null
    const end = this.#readingSide === 'after' ? this.before : this.after
    const conditions = [
      this.listing.where(params),
      stretch.where,
      condition(params),
      ...(end ? [anyOf(partsBeyond(order, end, opposite(this.#readingSide)), params)] : []),
    ]
    return this.sql.rows<PageRow<Row>>(
      `select ${this.listing.columns}, ${positionColumns(order)} from ${this.listing.from}
       where ${conditions.join(' and ')} order by ${orderBy(order, from)} limit ${params.add(limit)}`,
      params.values,
    )
  }

  async #exists(position: Position | null, side: Side): Promise<boolean> {
    return this.#some((segment, params) =>
      position ? anyOf(partsBeyond(segment.order(), position, side), params) : 'true',
    )
  }

  /** At a position or on that side of it: whatever is not on the other side. */
  async #existsAtOr(position: Position, side: Side): Promise<boolean> {
    return this.#some(
      (segment, params) => `(${anyOf(partsBeyond(segment.order(), position, opposite(side)), params)}) is not true`,
    )
  }

  async #some(condition: (segment: ReturnType<Segment>, params: Params) => string): Promise<boolean> {
    for (const segment of await this.#segments('after')) {
      const params = paramsFrom()
      const stretch = segment(params)
      const found = await this.sql.rows(
        `select 1 from ${this.listing.from}
         where ${this.listing.where(params)} and ${stretch.where} and ${condition(stretch, params)} limit 1`,
        params.values,
      )
      if (found.length > 0) return true
    }
    return false
  }

  async #segments(side: Side): Promise<readonly Segment[]> {
    const segments = await this.#inOrder()
    return side === 'after' ? segments : segments.toReversed()
  }

  readonly #inOrder = once(() => segmentsOf(this.sql, this.listing, this.listing.order, this.listing.ranking))

  get #readingSide(): Side {
    return this.size.from === 'front' ? 'after' : 'before'
  }

  get #start(): Position | null {
    return this.size.from === 'front' ? this.after : this.before
  }
}

const opposite = (side: Side): Side => (side === 'after' ? 'before' : 'after')
const everything: Part = () => 'true'
const anyOf = (parts: readonly Part[], params: Params) => `(${parts.map((part) => part(params)).join(' or ')})`

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= read())
}
