import {
  execute,
  getNamedType,
  isAbstractType,
  isLeafType,
  Kind,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'

type PromiseOrValue<T> = T | Promise<T>

/** Compiling costs about as much as a few executions: a document that is asked for once is not worth it. */
const worthwhile = 5

interface Known {
  uses: number
  readonly queries: Map<string, CompiledQuery | null>
}

/**
 * Executes operations; those of plain documents that come again and again as functions made for them alone. All others
 * are executed as they stand. A test holds that both give the same answers.
 */
export class CompiledDocuments {
  readonly #known = new WeakMap<DocumentNode, Known>()

  run(args: ExecutionArgs): PromiseOrValue<ExecutionResult> {
    const query = this.#queryOf(args)
    if (!query) return execute({ ...args, hideSuggestions: true })
    return query.query(args.rootValue, args.contextValue, args.variableValues ?? {})
  }

  #queryOf({ schema, document, operationName }: ExecutionArgs): CompiledQuery | null {
    const known = this.#known.get(document) ?? { uses: 0, queries: new Map() }
    this.#known.set(document, known)
    if (++known.uses < worthwhile) return null
    const name = operationName ?? ''
    const made = known.queries.get(name)
    if (made !== undefined) return made
    const compiled = isPlain(schema, document) ? compileQuery(schema, document, name) : null
    const query = compiled && isCompiledQuery(compiled) ? compiled : null
    known.queries.set(name, query)
    return query
  }
}

/**
 * Whether a document is one that gains: it reads boards, whose hundreds of cards are most of what anybody executes. And
 * whether the compiler does it well: it resolves abstract types in its own way, and writes out every level of input
 * objects, while our filters hold each other.
 */
function isPlain(schema: GraphQLSchema, document: DocumentNode): boolean {
  let isIt = true
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: ({ operation, selectionSet: { selections } }) =>
        void (isIt &&=
          operation === 'query' && selections.every((root) => root.kind === Kind.FIELD && root.name.value === 'board')),
      VariableDefinition: ({ type }) => {
        // Each kind of type node has an overload of its own; none takes their union.
        const named = type.kind === 'NamedType' ? typeFromAST(schema, type) : null
        const inner =
          type.kind === 'NonNullType' && type.type.kind === 'NamedType' ? typeFromAST(schema, type.type) : null
        isIt &&= isLeafType(named ?? inner)
      },
      Field: () => void (isIt &&= !isAbstractType(getNamedType(types.getType()))),
      SelectionSet: () => void (isIt &&= !isAbstractType(types.getParentType())),
    }),
  )
  return isIt
}
