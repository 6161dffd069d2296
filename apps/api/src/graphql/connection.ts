import { createHash } from 'node:crypto'
import { paramsFrom, type Params, type Sql } from '../data/sql.ts'
import { badInput } from './bad-input.ts'
import type { CursorSeal, Position } from './cursor.ts'
import { orderBy, partsBeyond, positionColumns, type OrderColumn, type Side } from './keyset.ts'
import { pageSizeOf, type PageArgs } from './page-args.ts'

/** A list that can be read in pages from both ends. */
export interface Listing<Row, Node> {
  /** What cursors are bound to: the list, its filter and its order. */
  readonly name: string
  readonly boundTo: unknown
  readonly columns: string
  readonly from: string
  /** Conditions that hold for every entry; called anew for each statement. */
  where(params: Params): string
  /** Ends with the id, so that no two entries share a place. */
  readonly order: readonly OrderColumn[]
  toNode(row: Row): Node
}

export interface Edge<Node> {
  readonly node: Node
  readonly cursor: string
}

/** A page of a list. What costs a statement of its own is read only when it is asked for. */
export interface Connection<Node> {
  edges(): Promise<readonly Edge<Node>[]>
  nodes(): Promise<readonly Node[]>
  pageInfo(): PageInfo
  totalCount(): Promise<number>
}

export interface PageInfo {
  hasNextPage(): Promise<boolean>
  hasPreviousPage(): Promise<boolean>
  startCursor(): Promise<string | null>
  endCursor(): Promise<string | null>
}

interface Page<Node> {
  readonly entries: readonly { readonly node: Node; readonly position: Position }[]
  /** Entries lie beyond the last one that was read, in reading direction. */
  readonly hasMore: boolean
}

type PageRow<Row> = Row & { readonly position: Position }

/** Reads a connection. Arguments that can't be used are refused at once; rows are read when a field wants them. */
export function readConnection<Row extends object, Node>(
  sql: Sql,
  seal: CursorSeal,
  listing: Listing<Row, Node>,
  args: PageArgs,
): Connection<Node> {
  const size = pageSizeOf(args)
  const list = `${listing.name} ${createHash('sha256').update(JSON.stringify(listing.boundTo)).digest('base64')}`
  const open = (cursor: string | null | undefined): Position | null => {
    if (cursor === null || cursor === undefined) return null
    const position = seal.open(list, cursor)
    if (position?.length !== listing.order.length) throw badInput('foreignCursor')
    return position
  }
  const after = open(args.after)
  const before = open(args.before)

  async function readPage(): Promise<Page<Node>> {
    if (size.count === 0) return { entries: [], hasMore: true }
    const [start, other, side] =
      size.from === 'front' ? [after, before, 'after' as const] : [before, after, 'before' as const]
    const rows: PageRow<Row>[] = []
    for (const part of start ? partsBeyond(listing.order, start, side) : [everything]) {
      if (rows.length > size.count) break
      const params = paramsFrom()
      const conditions = [
        listing.where(params),
        part(params),
        ...(other ? [anyPart(other, opposite(side), params)] : []),
      ]
      const wanted = params.add(size.count + 1 - rows.length)
      rows.push(
        ...(await sql.rows<PageRow<Row>>(
          `select ${listing.columns}, ${positionColumns(listing.order)} from ${listing.from}
           where ${conditions.join(' and ')} order by ${orderBy(listing.order, size.from)} limit ${wanted}`,
          params.values,
        )),
      )
    }
    const entries = rows.slice(0, size.count).map((row) => ({ node: listing.toNode(row), position: row.position }))
    return { entries: size.from === 'front' ? entries : entries.toReversed(), hasMore: rows.length > size.count }
  }

  const anyPart = (position: Position, side: Side, params: Params) =>
    `(${partsBeyond(listing.order, position, side)
      .map((part) => part(params))
      .join(' or ')})`

  async function exists(condition: (params: Params) => string): Promise<boolean> {
    const params = paramsFrom()
    const found = await sql.rows(
      `select 1 from ${listing.from} where ${listing.where(params)} and ${condition(params)} limit 1`,
      params.values,
    )
    return found.length > 0
  }

  /** Is there anything on that side of the page? An empty page lies between its cursor and what follows. */
  async function hasBeyond(page: Page<Node>, side: Side): Promise<boolean> {
    const isReadingSide = side === (size.from === 'front' ? 'after' : 'before')
    const edge = side === 'after' ? page.entries.at(-1) : page.entries[0]
    if (edge) {
      if (isReadingSide && page.hasMore) return true
      // Read to the end without a bound on the other side: nothing is left.
      if (isReadingSide && !(side === 'after' ? before : after)) return false
      if (!isReadingSide && !(size.from === 'front' ? after : before)) return false
      return exists((params) => anyPart(edge.position, side, params))
    }
    const start = size.from === 'front' ? after : before
    if (start === null) return isReadingSide ? exists(everything) : false
    if (isReadingSide) return exists((params) => anyPart(start, side, params))
    return exists((params) => `(${anyPart(start, opposite(side), params)}) is not true`)
  }

  const page = once(readPage)
  const sealed = ({ position }: { position: Position }) => seal.seal(list, position)
  const info: PageInfo = {
    hasNextPage: once(async () => hasBeyond(await page(), 'after')),
    hasPreviousPage: once(async () => hasBeyond(await page(), 'before')),
    startCursor: async () => cursorOf((await page()).entries[0]),
    endCursor: async () => cursorOf((await page()).entries.at(-1)),
  }
  const cursorOf = (entry: { position: Position } | undefined) => (entry ? sealed(entry) : null)
  return {
    edges: async () => (await page()).entries.map((entry) => ({ node: entry.node, cursor: sealed(entry) })),
    nodes: async () => (await page()).entries.map(({ node }) => node),
    pageInfo: () => info,
    totalCount: once(async () => {
      const params = paramsFrom()
      const [row] = await sql.rows<{ n: string }>(
        `select count(*)::text as n from ${listing.from} where ${listing.where(params)}`,
        params.values,
      )
      return Number(row?.n ?? 0)
    }),
  }
}

const everything = () => 'true'

const opposite = (side: Side): Side => (side === 'after' ? 'before' : 'after')

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= read())
}
