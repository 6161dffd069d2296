import { Field, InputType, type ClassType } from 'type-graphql'
import { describedEnum } from './enum.ts'
import { OrderDirectionEnum, type OrderDirection } from './enums.ts'
import type { OrderBy } from './order.ts'

/** The fields by which a list can be sorted. */
export const describedOrder = <FieldName extends string>(
  name: string,
  plural: string,
  fields: Readonly<Record<FieldName, string>>,
) => describedEnum<FieldName>(name, `By what ${plural} can be sorted. What is equal is sorted by id.`, fields)

/** `{field, direction}` over those fields. */
export function orderInput<FieldName extends string>(
  name: string,
  plural: string,
  field: () => Readonly<Record<FieldName, FieldName>>,
): ClassType<OrderBy<FieldName>> {
  @InputType(name, { description: `One step in the order of ${plural}.` })
  class Order implements OrderBy<FieldName> {
    @Field(field, { description: 'By what.' })
    field!: FieldName

    @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which end comes first.' })
    direction!: OrderDirection
  }
  return Order
}
