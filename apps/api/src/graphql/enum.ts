import { registerEnumType } from 'type-graphql'

/**
 * A GraphQL enum whose every value says what it means. The object that comes back is what `@Field(() => ...)` takes;
 * its values are the domain's own words.
 */
export function describedEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const names = Object.keys(values) as Value[]
  const object = Object.fromEntries(names.map((value) => [value, value])) as Record<Value, Value>
  registerEnumType(object, { name, description, valuesConfig: describe(values) })
  return object
}

/** The same, where the domain's word differs from the name in the graph. */
export function describedEnumOf<Name extends string, Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, { readonly value: Value; readonly description: string }>>,
): Readonly<Record<Name, Value>> {
  const entries = Object.entries(values) as [Name, { value: Value; description: string }][]
  const object = Object.fromEntries(entries.map(([key, { value }]) => [key, value])) as Record<Name, Value>
  const descriptions = Object.fromEntries(entries.map(([key, entry]) => [key, entry.description])) as Record<
    Name,
    string
  >
  registerEnumType(object, { name, description, valuesConfig: describe(descriptions) })
  return object
}

const describe = <Name extends string>(values: Readonly<Record<Name, string>>) =>
  Object.fromEntries(Object.entries<string>(values).map(([key, description]) => [key, { description }])) as Record<
    Name,
    { description: string }
  >
