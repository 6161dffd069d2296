import { inCurrency, type CurrencyTotal, type Money } from '@mekong/domain'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { seenAmount } from '../../graphql/amounts.ts'
import { MoneyObject } from '../../graphql/money.object.ts'
import { DecimalScalar } from '../../graphql/scalars.ts'
import type { Context } from '../../http/context.ts'
import { ColumnTotalsObject, CurrencyTotalObject, type TotalsOfPipeline } from './column-totals.object.ts'

@Resolver(() => ColumnTotalsObject)
export class ColumnTotalsResolver {
  @FieldResolver(() => MoneyObject, {
    nullable: true,
    description:
      "The sum of the amounts in the pipeline's currency; cards in other currencies are not in it. Null if you may not see amounts.",
  })
  amount(@Root() totals: TotalsOfPipeline, @Ctx() ctx: Context): Money | null {
    const { currency } = totals
    return seenAmount(ctx, 'ColumnTotals.amount', { amount: inCurrency(totals, currency).amount, currency })
  }

  @FieldResolver(() => MoneyObject, {
    nullable: true,
    description:
      "The sum of amount times probability in the pipeline's currency; exact and unrounded. Null if you may not see amounts.",
  })
  weightedAmount(@Root() totals: TotalsOfPipeline, @Ctx() ctx: Context): Money | null {
    const { currency } = totals
    const amount = inCurrency(totals, currency).weightedAmount
    return seenAmount(ctx, 'ColumnTotals.weightedAmount', { amount, currency })
  }

  @FieldResolver(() => [CurrencyTotalObject], {
    description: 'The same for every currency that occurs, sorted by code.',
  })
  byCurrency(@Root() { byCurrency }: TotalsOfPipeline): readonly CurrencyTotal[] {
    return byCurrency
  }
}

@Resolver(() => CurrencyTotalObject)
export class CurrencyTotalResolver {
  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'The sum of their amounts; exact and unrounded. Null if you may not see amounts.',
  })
  amount(@Root() { amount }: CurrencyTotal, @Ctx() ctx: Context): string | null {
    return seenAmount(ctx, 'CurrencyTotal.amount', amount)
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'The sum of amount times probability; exact and unrounded. Null if you may not see amounts.',
  })
  weightedAmount(@Root() { weightedAmount }: CurrencyTotal, @Ctx() ctx: Context): string | null {
    return seenAmount(ctx, 'CurrencyTotal.weightedAmount', weightedAmount)
  }
}
