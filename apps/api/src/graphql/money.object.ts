import type { Money } from '@mekong/domain'
import { Field, InputType, ObjectType } from 'type-graphql'
import { CurrencyCodeScalar, DecimalScalar } from './scalars.ts'

@ObjectType('Money', { description: 'An exact amount in a currency.', simpleResolvers: true })
export class MoneyObject implements Money {
  @Field(() => DecimalScalar, { description: 'How much, in whole units of the currency (not cents); exact.' })
  amount!: string

  @Field(() => CurrencyCodeScalar, { description: 'Which money.' })
  currency!: string
}

@InputType('MoneyInput', { description: 'An amount of money to write.' })
export class MoneyInput implements Money {
  @Field(() => DecimalScalar, {
    description: "From 0 to less than 10^15, with at most the currency's minor digits.",
  })
  amount!: string

  @Field(() => CurrencyCodeScalar, { description: 'A currency of ISO 4217.' })
  currency!: string
}
