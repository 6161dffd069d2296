import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { Pricing, type PricedField } from './price.ts'
import type { Variables } from './selections.ts'
import { inPoints } from './tariff.ts'

/** Where most of a price comes from, and the page with which it would be paid. */
export interface Costliest {
  /** Of the answer, without the numbers of entries: `board.columns.opportunities.nodes`. */
  readonly path: readonly string[]
  /** Of the innermost list on that path that has pages; null where no page would do. */
  readonly cheaper: { readonly path: readonly string[]; readonly first: number } | null
}

const pages = [50, 20, 10, 5, 1]

/** Follows the dearest field from the root down for as long as it makes up more than half of the whole. */
export function costliest(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  most: number,
): Costliest {
  const price = (by?: ReadonlyMap<FieldNode, number>) => new Pricing(schema, document, operation, variables, by)
  const pricing = price()
  const way = wayDown(pricing)
  const paged = way.findLastIndex(({ page }) => page !== undefined && page > 1)
  const node = way[paged]?.nodes[0]
  const list = way.findLastIndex(({ isList }) => isList)
  const path = way.slice(0, list < 0 ? way.length : list + 1).map(({ name }) => name)
  if (!node) return { path, cheaper: null }
  const fits = (first: number) => inPoints(price(new Map([[node, first]])).tenths) <= most
  const first = pages.find((size) => size < (way[paged]?.page ?? 0) && fits(size))
  return { path, cheaper: first === undefined ? null : { path: path.slice(0, paged + 1), first } }
}

function wayDown(pricing: Pricing): PricedField[] {
  const way: PricedField[] = []
  for (;;) {
    const fields = pricing.within(way.at(-1))
    const dearest = fields.toSorted((one, other) => other.tenths - one.tenths)[0]
    const whole = fields.reduce((total, { tenths }) => total + tenths, 0)
    if (!dearest || dearest.nodes[0]?.name.value.startsWith('__') || dearest.tenths * 2 < whole) return way
    way.push(dearest)
  }
}
