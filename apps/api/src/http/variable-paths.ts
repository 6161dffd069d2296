import {
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  typeFromAST,
  visit,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'

export type Path = readonly string[]

/**
 * Where the variables of an operation can't be used, one path for each error of `getVariableValues` and in its order:
 * graphql-js names the path in its sentence alone, and a program should not have to read sentences. As in `UserError`, a
 * path begins inside `input`; of any other argument, with the argument's name.
 */
export function variablePaths(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly Path[] {
  return (operation.variableDefinitions ?? []).flatMap(({ variable: { name }, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node)
    if (!isInputType(type)) return []
    const isGiven = Object.hasOwn(variables, name.value)
    if (!isGiven && (defaultValue || !isNonNullType(type))) return []
    const faults = isGiven ? faultsIn(variables[name.value], type, []) : [[]]
    const place = faults.length > 0 ? placeOf(name.value, document, operation) : []
    return faults.map((fault) => [...place, ...fault])
  })
}

/** The walk of graphql-js's own coercion, with the place of what is missing instead of that of its parent. */
function faultsIn(value: unknown, type: GraphQLInputType, path: Path): Path[] {
  if (value === null || value === undefined) return isNonNullType(type) ? [path] : []
  const inner = getNullableType(type)
  if (isListType(inner)) {
    if (!Array.isArray(value)) return faultsIn(value, inner.ofType, path)
    return value.flatMap((item: unknown, at) => faultsIn(item, inner.ofType, [...path, String(at)]))
  }
  if (isInputObjectType(inner)) {
    if (typeof value !== 'object') return [path]
    const given = new Map<string, unknown>(Object.entries(value))
    const fields = inner.getFields()
    return [
      ...Object.values(fields).flatMap((field) => {
        const inside = [...path, field.name]
        if (given.get(field.name) !== undefined) return faultsIn(given.get(field.name), field.type, inside)
        return isRequiredInputField(field) ? [inside] : []
      }),
      ...[...given.keys()].filter((name) => !Object.hasOwn(fields, name)).map((name) => [...path, name]),
    ]
  }
  try {
    return inner.parseValue(value) === undefined ? [path] : []
  } catch {
    return [path]
  }
}

/** Where in the arguments a variable is used first, be it in the operation or in a fragment. */
function placeOf(variable: string, document: DocumentNode, operation: OperationDefinitionNode): Path {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  for (const definition of [operation, ...fragments]) {
    const found = placeWithin(variable, definition)
    if (found) return found[0] === 'input' ? found.slice(1) : found
  }
  return []
}

function placeWithin(variable: string, definition: DocumentNode['definitions'][number]): Path | undefined {
  const place: string[] = []
  let found: Path | undefined
  const named = {
    enter: ({ name }: { readonly name: { readonly value: string } }) => void place.push(name.value),
    leave: () => void place.pop(),
  }
  visit(definition, {
    VariableDefinition: () => false,
    Argument: named,
    ObjectField: named,
    Variable: ({ name }) => {
      if (name.value === variable) found ??= [...place]
    },
  })
  return found
}
