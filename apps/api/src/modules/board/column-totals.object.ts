import { inCurrency, type ColumnTotals, type CurrencyCode, type CurrencyTotal, type Money } from '@mekong/domain'
import { Field, Int, ObjectType } from 'type-graphql'
import { MoneyObject } from '../../graphql/money.object.ts'
import { CurrencyCodeScalar, DecimalScalar } from '../../graphql/scalars.ts'

@ObjectType('CurrencyTotal', {
  description: 'What a column holds in one currency.',
  simpleResolvers: true,
})
export class CurrencyTotalObject implements CurrencyTotal {
  @Field(() => CurrencyCodeScalar, { description: 'The currency.' })
  currency!: string

  @Field(() => Int, { description: 'How many cards are in it, those without an amount too.' })
  count!: number

  @Field(() => DecimalScalar, { description: 'The sum of their amounts; exact and unrounded.' })
  amount!: string

  @Field(() => DecimalScalar, { description: 'The sum of amount times probability; exact and unrounded.' })
  weightedAmount!: string
}

@ObjectType('ColumnTotals', {
  description: 'What a column holds over all its cards that you may see, loaded or not.',
  simpleResolvers: true,
})
export class ColumnTotalsObject {
  @Field(() => Int, { description: 'How many cards.' })
  count!: number

  @Field(() => MoneyObject, {
    nullable: true,
    description: "The sum of the amounts in the pipeline's currency; cards in other currencies are not in it.",
  })
  amount!: Money | null

  @Field(() => MoneyObject, {
    nullable: true,
    description: "The sum of amount times probability in the pipeline's currency; exact and unrounded.",
  })
  weightedAmount!: Money | null

  @Field(() => [CurrencyTotalObject], { description: 'The same for every currency that occurs, sorted by code.' })
  byCurrency!: readonly CurrencyTotal[]
}

/** Totals as the graph gives them: `currency` is the pipeline's. */
export function totalsIn(currency: CurrencyCode, totals: ColumnTotals): ColumnTotalsObject {
  const { amount, weightedAmount } = inCurrency(totals, currency)
  return {
    count: totals.count,
    amount: { amount, currency },
    weightedAmount: { amount: weightedAmount, currency },
    byCurrency: totals.byCurrency,
  }
}
