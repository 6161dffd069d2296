import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { defaultPageSize, maxPageSize } from '../../graphql/page-args.ts'
import { Selections, type Variables } from './selections.ts'
import { expectedEntries, tariff } from './tariff.ts'

/** A field of the answer and what it may cost, in tenths of a point. */
export interface PricedField {
  readonly name: string
  readonly nodes: readonly FieldNode[]
  readonly type: GraphQLCompositeType
  readonly isList: boolean
  /** The page that is asked for, where the field is a connection. */
  readonly page: number | undefined
  readonly tenths: number
}

/** No honest document has as many different selections; one that is made to have them is too complex whatever they cost. */
const mostSelections = 20_000

/**
 * What an operation may cost before it is run: objects times page sizes. Each selection is looked at once for each type
 * that it may meet and each page that it stands in, so fragments that double at every step cost no time here.
 */
export class Pricing {
  readonly #selections: Selections
  readonly #known = new Map<string, number>()
  readonly #ids = new Map<SelectionSetNode, number>()

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    variables: Variables,
    /** Pages to reckon with instead of those that are asked for: what would it cost if. */
    private readonly pages: ReadonlyMap<FieldNode, number> = new Map(),
  ) {
    this.#selections = new Selections(schema, document, variables)
  }

  get tenths(): number {
    const root = this.schema.getRootType(this.operation.operation)
    return root ? this.#ofSelections(root, [this.operation.selectionSet], undefined) : 0
  }

  /** What the operation asks of its root, or of what a field of it leads to. Of a union, what its dearest member is asked. */
  within(field?: PricedField): readonly PricedField[] {
    const type = field?.type ?? this.schema.getRootType(this.operation.operation)
    const sets = field ? setsOf(field.nodes) : [this.operation.selectionSet]
    if (!type) return []
    const sums = this.#membersOf(type).map((member) => this.#fieldsOf(member, sets, field?.page))
    return sums.toSorted((one, other) => sum(other) - sum(one))[0] ?? []
  }

  #ofSelections(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], page: number | undefined): number {
    if (sets.length === 0) return 0
    const name = `${type.name} ${page} ${sets.map((set) => this.#idOf(set)).join(' ')}`
    const known = this.#known.get(name)
    if (known !== undefined) return known
    if (this.#known.size >= mostSelections) return Infinity
    const tenths = Math.max(0, ...this.#membersOf(type).map((member) => sum(this.#fieldsOf(member, sets, page))))
    this.#known.set(name, tenths)
    return tenths
  }

  #fieldsOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[], page: number | undefined): PricedField[] {
    return [...this.#selections.of(type, sets)].flatMap(([name, nodes]) => this.#priced(type, name, nodes, page) ?? [])
  }

  /** Null for what costs nothing: values, and fields that every type has. */
  #priced(
    parent: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    pageOfParent: number | undefined,
  ): PricedField | null {
    const [node] = nodes
    const flat = node && introspection[node.name.value]
    if (flat !== undefined) return { name, nodes, type: parent, isList: false, page: undefined, tenths: flat }
    const field = node && parent.getFields()[node.name.value]
    if (!node || !field) return null
    const type = getNamedType(field.type)
    if (!isCompositeType(type)) return null
    const page = isConnection(type) ? (this.pages.get(node) ?? this.#pageOf(field, node)) : undefined
    const inner = this.#ofSelections(type, setsOf(nodes), page)
    const isMutation = parent === this.schema.getMutationType()
    const tenths = isList(field.type)
      ? (pageOfParent ?? this.#entriesOf(field, node)) * (tariff.entry + inner)
      : tariff.object + inner + (isMutation ? tariff.mutation : 0)
    return { name, nodes, type, isList: isList(field.type), page, tenths }
  }

  #membersOf(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type]
  }

  /** A page that is too large is refused by the list itself; here it counts as the largest there is. */
  #pageOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const size = this.#argument(field, node, 'first') ?? this.#argument(field, node, 'last')
    return Math.min(maxPageSize, Math.max(0, typeof size === 'number' ? size : defaultPageSize))
  }

  /** Of a list without pages: as many as there are ids to find, if it is asked for by ids. */
  #entriesOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    for (const { name, type } of field.args) {
      const given = isList(type) ? this.#argument(field, node, name) : undefined
      if (Array.isArray(given)) return Math.min(maxPageSize, given.length)
    }
    return expectedEntries(getNamedType(field.type).name)
  }

  #argument(field: GraphQLField<unknown, unknown>, node: FieldNode, name: string): unknown {
    const argument = field.args.find((one) => one.name === name)
    if (!argument) return undefined
    const value = node.arguments?.find((one) => one.name.value === name)?.value
    return (value && valueFromAST(value, argument.type, this.#selections.variables)) ?? argument.defaultValue
  }

  #idOf(set: SelectionSetNode): number {
    const known = this.#ids.get(set)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(set, id)
    return id
  }
}

/** Flat: graphql-js limits how deep the schema may be asked for itself. */
const introspection: Readonly<Record<string, number>> = { __schema: tariff.schema, __type: tariff.type }

export const sum = (fields: readonly PricedField[]): number => fields.reduce((total, { tenths }) => total + tenths, 0)

const setsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? [])

const isList = (type: GraphQLOutputType | GraphQLField<unknown, unknown>['args'][number]['type']): boolean =>
  isListType(type) || (isNonNullType(type) && isListType(type.ofType))

const isConnection = (type: GraphQLCompositeType): boolean => isObjectType(type) && type.name.endsWith('Connection')
