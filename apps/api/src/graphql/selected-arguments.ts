import {
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql'

type Arguments = Readonly<Record<string, unknown>>

/**
 * What is asked of the fields along a path below the resolved one: for every way in which the path occurs (by fragments,
 * aliases, repetition), the arguments of its fields, as coerced by the schema. `typeName` is the object type on which the
 * path begins. For what must be known before anything below is resolved, since it is read at once.
 */
export function selectedArguments(info: GraphQLResolveInfo, typeName: string, path: readonly string[]): Arguments[][] {
  const type = objectType(info, typeName)
  return info.fieldNodes.flatMap((node) => along(info, node.selectionSet, type, path))
}

/** The names of the fields that are asked for below such a path, whichever way it occurs. */
export function selectedFields(info: GraphQLResolveInfo, typeName: string, path: readonly string[]): Set<string> {
  let type = objectType(info, typeName)
  let selections = info.fieldNodes.map(({ selectionSet }) => selectionSet)
  for (const name of path) {
    const from = type
    selections = selections.flatMap((set) => fieldsOf(info, set, from, name)).map(({ selectionSet }) => selectionSet)
    type = objectType(info, getNamedType(fieldOf(from, name).type).name)
  }
  const found = selections.flatMap((set) => fieldsOf(info, set, type))
  return new Set(found.map(({ name }) => name.value))
}

function objectType({ schema }: GraphQLResolveInfo, name: string): GraphQLObjectType {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`The graph has no type ${name}.`)
  return type
}

function fieldOf(type: GraphQLObjectType, name: string) {
  const field = type.getFields()[name]
  if (!field) throw new Error(`${type.name} has no field ${name}.`)
  return field
}

function along(
  info: GraphQLResolveInfo,
  selectionSet: SelectionSetNode | undefined,
  type: GraphQLObjectType,
  [name, ...rest]: readonly string[],
): Arguments[][] {
  if (name === undefined) return [[]]
  const field = fieldOf(type, name)
  const next = getNamedType(field.type)
  return fieldsOf(info, selectionSet, type, name).flatMap((node) => {
    const own = getArgumentValues(field, node, info.variableValues)
    const below = isObjectType(next) ? along(info, node.selectionSet, next, rest) : [[]]
    return below.map((others) => [own, ...others])
  })
}

/** The fields, or those of a name, that a selection asks of a type, through fragments on it or on what it belongs to. */
function fieldsOf(
  info: GraphQLResolveInfo,
  selectionSet: SelectionSetNode | undefined,
  type: GraphQLObjectType,
  name?: string,
): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return name === undefined || selection.name.value === name ? [selection] : []
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection
    const condition = fragment?.typeCondition?.name.value
    const other = condition === undefined ? undefined : info.schema.getType(condition)
    return isObjectType(other) && other !== type ? [] : fieldsOf(info, fragment?.selectionSet, type, name)
  })
}
