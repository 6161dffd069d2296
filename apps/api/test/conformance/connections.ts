import {
  getNamedType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
  isEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'

/** A field that gives a list in pages. */
export interface ConnectionField {
  /** `Type.field`. */
  readonly name: string
  readonly field: GraphQLField<unknown, unknown>
  readonly node: GraphQLObjectType
  readonly hasTotal: boolean
  readonly goesBack: boolean
}

/** Every field of the schema that is a connection, wherever it hangs. */
export function connectionsOf(schema: GraphQLSchema): ConnectionField[] {
  return Object.values(schema.getTypeMap()).flatMap((parent) => {
    if (!isObjectType(parent)) return []
    return Object.values(parent.getFields()).flatMap((field) => {
      const type = getNamedType(field.type)
      if (!isObjectType(type) || !type.name.endsWith('Connection')) return []
      const node = getNamedType(type.getFields()['nodes']?.type)
      if (!isObjectType(node)) throw new Error(`${type.name} has no nodes.`)
      return {
        name: `${parent.name}.${field.name}`,
        field,
        node,
        hasTotal: 'totalCount' in type.getFields(),
        goesBack: field.args.some(({ name }) => name === 'last'),
      }
    })
  })
}

/** What tells one entry from another: its plain values. */
export const identityOf = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .filter(
      ({ type: of, args }) => args.length === 0 && (isScalarType(getNamedType(of)) || isEnumType(getNamedType(of))),
    )
    .map(({ name }) => name)
    .join(' ')

export const requiredArguments = ({ field }: ConnectionField): string[] =>
  field.args.filter(isRequiredArgument).map(({ name }) => name)
