import { Field, Int, ObjectType, type ClassType } from 'type-graphql'
import type { Connection, Edge, PageInfo } from './connection.ts'

@ObjectType('PageInfo', { description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfoObject implements PageInfo {
  @Field(() => Boolean, { description: 'Whether entries follow after this page; exact.' })
  hasNextPage!: () => Promise<boolean>

  @Field(() => Boolean, { description: 'Whether entries come before this page; exact.' })
  hasPreviousPage!: () => Promise<boolean>

  @Field(() => String, { nullable: true, description: "The first entry's cursor; null when the page is empty." })
  startCursor!: () => Promise<string | null>

  @Field(() => String, { nullable: true, description: "The last entry's cursor; null when the page is empty." })
  endCursor!: () => Promise<string | null>
}

/** The connection and edge types over a node: `connectionOf('Company', () => CompanyObject, 'companies')`. */
export function connectionOf<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  plural: string,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `An entry in a list of ${plural}.`, simpleResolvers: true })
  class EdgeObject implements Edge<Node> {
    @Field(() => String, { description: 'Its place in this list, for `after` and `before`. Opaque.' })
    cursor!: string

    @Field(node, { description: 'The entry itself.' })
    node!: Node
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${plural}.`, simpleResolvers: true })
  class ConnectionObject implements Connection<Node> {
    @Field(() => [EdgeObject], { description: 'The entries of this page with their cursors.' })
    edges!: () => Promise<readonly Edge<Node>[]>

    @Field(() => [node()], { description: 'The entries of this page, without cursors.' })
    nodes!: () => Promise<readonly Node[]>

    @Field(() => PageInfoObject, { description: 'Where this page lies in the list.' })
    pageInfo!: () => PageInfo

    @Field(() => Int, { description: 'How many entries the whole list has. Counted only when asked for.' })
    totalCount!: () => Promise<number>
  }
  return ConnectionObject
}
