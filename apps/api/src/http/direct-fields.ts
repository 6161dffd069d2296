import { isObjectType, type GraphQLSchema } from 'graphql'
import { getMetadataStorage } from 'type-graphql'
import type { Context } from './context.ts'
import type { Instances } from './instances.ts'

type Method = (first: unknown, second: unknown) => unknown

/**
 * Field resolvers that take the row, the context or both are called as they are. TypeGraphQL gathers and sorts their
 * parameters anew at every call, which for the hundreds of cards of a board costs more than what they do.
 */
export function callDirectly(schema: GraphQLSchema, instances: Instances): void {
  for (const { kind, target, methodName, schemaName, getObjectType, params = [], ...others } of getMetadataStorage()
    .fieldResolvers) {
    const plain = params.toSorted((a, b) => a.index - b.index).map(plainKind)
    const [first, second, ...more] = plain
    // What stands before a resolver, and who may call it, is TypeGraphQL's to see to.
    const isGuarded = (others.middlewares ?? []).length > 0 || others.roles !== undefined
    if (kind !== 'external' || isGuarded || plain.includes(undefined) || more.length > 0) continue
    const type = schema.getType(nameOf(getObjectType?.()))
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined
    if (!field) continue
    const instance = instances.get(target as new () => object)
    const method = Reflect.get(instance, methodName) as Method // the decorator stands on a method
    const take = (what: typeof first, root: unknown, context: Context) => (what === 'root' ? root : context)
    field.resolve = (root: unknown, _args: unknown, context: Context) =>
      method.call(instance, take(first, root, context), take(second, root, context))
  }
}

/** Undefined for a parameter that has to be made first. */
function plainKind(param: { kind: string; propertyName?: string | undefined; getType?: unknown }) {
  const { kind, propertyName, getType } = param
  if (propertyName !== undefined || (kind === 'root' && getType !== undefined)) return undefined
  return kind === 'root' || kind === 'context' ? kind : undefined
}

/** What a class is called in the graph. */
const nameOf = (made: unknown): string =>
  getMetadataStorage().objectTypes.find(({ target }) => target === made)?.name ?? ''
