import { createHash } from 'node:crypto'
import { paramsFrom, type Sql } from '../data/sql.ts'
import { badInput } from './bad-input.ts'
import type { CursorSeal, Position } from './cursor.ts'
import { ListReading, type Entry, type Listing } from './list-reading.ts'
import { pageSizeOf, type PageArgs } from './page-args.ts'

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

/** Reads a connection. Arguments that can't be used are refused at once; rows are read when a field wants them. */
export function readConnection<Row extends object, Node>(
  sql: Sql,
  seal: CursorSeal,
  listing: Listing<Row, Node>,
  args: PageArgs,
): Connection<Node> {
  listing.where(paramsFrom())
  const size = pageSizeOf(args)
  const list = `${listing.name} ${createHash('sha256')
    .update(JSON.stringify([listing.boundTo]))
    .digest('base64')}`
  const open = (cursor: string | null | undefined): Position | null => {
    if (cursor === null || cursor === undefined) return null
    const position = seal.open(list, cursor)
    if (!position) throw badInput('foreignCursor')
    return position
  }
  const reading = new ListReading(sql, listing, size, open(args.after), open(args.before))
  const cursorOf = (entry: Entry<Node> | undefined) => (entry ? seal.seal(list, entry.position) : null)
  const info: PageInfo = {
    hasNextPage: () => reading.hasBeyond('after'),
    hasPreviousPage: () => reading.hasBeyond('before'),
    startCursor: async () => cursorOf((await reading.entries())[0]),
    endCursor: async () => cursorOf((await reading.entries()).at(-1)),
  }
  return {
    edges: async () =>
      (await reading.entries()).map((entry) => ({ node: entry.node, cursor: seal.seal(list, entry.position) })),
    nodes: async () => (await reading.entries()).map(({ node }) => node),
    pageInfo: () => info,
    totalCount: () => reading.totalCount(),
  }
}
