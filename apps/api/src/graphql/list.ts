import type { Context } from '../http/context.ts'
import { readConnection, type Connection } from './connection.ts'
import type { Listing } from './list-reading.ts'
import type { PageArgs } from './page-args.ts'

/** A page of a list, for a resolver. */
export const list = <Row extends object, Node>(
  { services }: Context,
  listing: Listing<Row, Node>,
  args: PageArgs,
): Connection<Node> => readConnection(services.sql, services.seal, listing, args)
