import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { expect, test } from 'vitest'
import { policy } from '../../src/http/policy.ts'
import { makeSchema } from '../../src/http/schema.ts'

const schema = makeSchema()

const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]

test('every root field has its row in the policy, and every row its field', () => {
  const fields = rootTypes.flatMap((type) =>
    type ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
  )
  expect(Object.keys(policy).toSorted()).toEqual(fields.toSorted())
})

/** Everything that a stranger reads, with what it says of itself. */
function* documented(): Generator<[name: string, description: string | null | undefined]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
    yield [type.name, type.description]
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description]
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description]
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field.description]
        for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument.description]
      }
  }
}

test('every type, field, argument and enum value is described', () => {
  const silent = [...documented()].filter(([, description]) => !description?.trim()).map(([name]) => name)
  expect(silent).toEqual([])
})

test('nothing has the name of an input it only helps to build', () => {
  expect(schema.getType('MutationInput')).toBeUndefined()
  expect(schema.getType('MutationPayload')).toBeUndefined()
})
