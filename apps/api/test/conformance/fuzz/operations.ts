import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql'
import type { Random } from './random.ts'
import type { Values } from './values.ts'

export interface MadeOperation {
  readonly kind: OperationTypeNode
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

const deepest = 6

/** Makes operations that the schema allows, then spoils some of them. */
export class OperationMaker {
  #variables: { name: string; type: string; value: unknown }[] = []
  #aliases = 0

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly values: Values,
  ) {}

  make(): MadeOperation {
    const kind = this.#kind()
    const root = this.schema.getRootType(kind)
    if (!root) throw new Error(`The schema has no ${kind}.`)
    this.#variables = []
    this.#aliases = 0
    const count = kind === 'query' ? 3 : 1
    const roots = this.random.some(Object.values(root.getFields()), count)
    const body = roots.map((field) => this.#field(field, 1)).join(' ')
    const declared = this.#variables.map(({ name, type }) => `$${name}: ${type}`).join(', ')
    const text = `${kind} Fuzz${declared && `(${declared})`} { ${body} }`
    return {
      kind,
      query: this.random.chance(0.15) ? this.#spoiled(text) : text,
      variables: Object.fromEntries(this.#variables.map(({ name, value }) => [name, value])),
    }
  }

  #kind(): OperationTypeNode {
    const at = this.random.next()
    // The node types of graphql-js are an enum of these words.
    return (at < 0.6 ? 'query' : at < 0.95 ? 'mutation' : 'subscription') as OperationTypeNode
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const { random } = this
    const args = field.args.filter((argument) => isRequiredArgument(argument) || random.chance(0.3))
    const given = args.map(({ name, type }) => {
      const variable = `v${this.#variables.length}`
      this.#variables.push({ name: variable, type: String(type), value: this.values.of(type) })
      return `${name}: $${variable}`
    })
    const alias = random.chance(0.05) ? `a${(this.#aliases += 1)}: ` : ''
    const directive = random.chance(0.03) ? ` @${random.pick(['skip', 'include'])}(if: ${random.chance(0.5)})` : ''
    const type = getNamedType(field.type)
    const inside = isCompositeType(type) ? ` ${this.#selection(type, depth + 1)}` : ''
    return `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${directive}${inside}`
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const { random } = this
    if (isAbstractType(type)) {
      const members = random.some(this.schema.getPossibleTypes(type), 3)
      return `{ __typename ${members.map((member) => `... on ${member.name} ${this.#selection(member, depth)}`).join(' ')} }`
    }
    if (!isObjectType(type)) return '{ __typename }'
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < deepest || !isCompositeType(getNamedType(field.type)),
    )
    const chosen = fields.length > 0 ? random.some(fields, depth > 3 ? 3 : 6) : []
    return `{ __typename ${chosen.map((field) => this.#field(field, depth)).join(' ')} }`
  }

  #spoiled(text: string): string {
    const { random } = this
    const at = random.below(text.length)
    const to = Math.min(text.length, at + 1 + random.below(20))
    return random.pick([
      () => text.slice(0, at) + text.slice(to),
      () => text.slice(0, to) + text.slice(at),
      () =>
        text.slice(0, at) +
        random.pick(['{', '}', '(', ')', '$', '"', '@', '...', '!', ':', '#', '\u0000', '😀']) +
        text.slice(at),
      () => text.slice(0, at),
      () => text.replace(/\w+/, 'fragment'),
      () => text.replace(/(\w+):/, '$1$1:'),
    ])()
  }
}
