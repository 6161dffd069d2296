import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, type TypeNode } from 'graphql'
import { Pricing } from './price.ts'
import type { Variables } from './selections.ts'
import { inPoints, tariff } from './tariff.ts'

/** What an operation may cost, in points, and what of it does not show in the answer, in tenths. */
export interface Price {
  readonly points: number
  /** Mutations have their price whatever they answer. */
  readonly base: number
  /** Fields of the answer that have a price of their own and are not counted. */
  readonly flat: ReadonlyMap<string, number>
  /** Nothing is counted. */
  readonly isFlat?: boolean
}

/** For a request that costs the same whatever it asks. */
export const flatPrice = (points: number): Price => ({ points, base: 0, flat: new Map(), isFlat: true })

const mostPrices = 100

/** Prices of operations, each reckoned once for what its price depends on: numbers, conditions and how many ids are given. */
export class Prices {
  readonly #known = new WeakMap<OperationDefinitionNode, Map<string, Price>>()

  constructor(private readonly schema: GraphQLSchema) {}

  of(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Price {
    const known = this.#known.get(operation) ?? new Map<string, Price>()
    this.#known.set(operation, known)
    const name = sizesIn(operation, variables)
    const price = known.get(name) ?? this.#reckon(document, operation, variables)
    if (known.size >= mostPrices) known.clear()
    known.set(name, price)
    return price
  }

  #reckon(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Price {
    const pricing = new Pricing(this.schema, document, operation, variables)
    const roots = pricing.within()
    const flat = roots.filter(({ nodes }) => nodes[0]?.name.value.startsWith('__'))
    return {
      points: Math.min(Number.MAX_SAFE_INTEGER, inPoints(pricing.tenths)),
      base: operation.operation === 'mutation' ? roots.length * tariff.mutation : 0,
      flat: new Map(flat.map(({ name, tenths }) => [name, tenths])),
    }
  }
}

/** The variables that a price can depend on, as a text. */
function sizesIn(operation: OperationDefinitionNode, variables: Variables): string {
  let text = ''
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const value = variables[variable.name.value]
    if (Array.isArray(value)) text += `${value.length},`
    else if (sizing.has(nameOf(type))) text += `${String(value)},`
    else text += ','
  }
  return text
}

const sizing: ReadonlySet<string> = new Set(['Int', 'Boolean'])

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))
