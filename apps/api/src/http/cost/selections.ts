import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  typeFromAST,
  isAbstractType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionSetNode,
} from 'graphql'
import { fragmentsIn } from '../../graphql/fragments.ts'

export type Variables = Readonly<Record<string, unknown>>

/** What execution will ask an object for: the fields by the name in the answer, those that merge together. */
export type Fields = ReadonlyMap<string, readonly FieldNode[]>

/** Reads selections as execution does: with fragments, `@skip` and `@include` by the variables. */
export class Selections {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly variables: Variables,
  ) {
    this.#fragments = fragmentsIn(document)
  }

  of(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Fields {
    const fields = new Map<string, FieldNode[]>()
    const seen = new Set<string>()
    for (const set of sets) this.#collect(type, set, fields, seen)
    return fields
  }

  #collect(type: GraphQLObjectType, set: SelectionSetNode, fields: Map<string, FieldNode[]>, seen: Set<string>): void {
    for (const selection of set.selections) {
      if (!this.#isAsked(selection)) continue
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value
        const same = fields.get(name)
        if (same) same.push(selection)
        else fields.set(name, [selection])
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#fits(selection.typeCondition, type)) this.#collect(type, selection.selectionSet, fields, seen)
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value)
        const fragment = this.#fragments.get(selection.name.value)
        if (fragment && this.#fits(fragment.typeCondition, type))
          this.#collect(type, fragment.selectionSet, fields, seen)
      }
    }
  }

  #isAsked(node: Parameters<typeof getDirectiveValues>[1]): boolean {
    const skip = getDirectiveValues(GraphQLSkipDirective, node, this.variables)
    const include = getDirectiveValues(GraphQLIncludeDirective, node, this.variables)
    return skip?.['if'] !== true && include?.['if'] !== false
  }

  #fits(condition: NamedTypeNode | undefined, type: GraphQLObjectType): boolean {
    if (!condition) return true
    const named = typeFromAST(this.schema, condition)
    return named === type || (isAbstractType(named) && this.schema.isSubType(named, type))
  }
}
