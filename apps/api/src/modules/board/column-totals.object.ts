import type { ColumnTotals, CurrencyCode, CurrencyTotal } from '@mekong/domain'
import { Field, Int, ObjectType } from 'type-graphql'
import { CurrencyCodeScalar } from '../../graphql/scalars.ts'

@ObjectType('CurrencyTotal', {
  description: 'What a column holds in one currency.',
  simpleResolvers: true,
})
export class CurrencyTotalObject implements Pick<CurrencyTotal, 'currency' | 'count'> {
  @Field(() => CurrencyCodeScalar, { description: 'The currency.' })
  currency!: string

  @Field(() => Int, { description: 'How many cards are in it, those without an amount too.' })
  count!: number
}

@ObjectType('ColumnTotals', {
  description: 'What a column holds over all its cards that you may see, loaded or not.',
  simpleResolvers: true,
})
export class ColumnTotalsObject implements Pick<ColumnTotals, 'count'> {
  @Field(() => Int, { description: 'How many cards.' })
  count!: number
}

/** Totals of a column of a pipeline in this currency. */
export interface TotalsOfPipeline extends ColumnTotals {
  readonly currency: CurrencyCode
}
