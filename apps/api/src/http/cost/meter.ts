import type { ExecutionResult } from 'graphql'
import type { Standing, Throttle } from '../throttle/throttle.ts'
import { countTenths } from './count.ts'
import type { Price } from './prices.ts'
import { inPoints } from './tariff.ts'

/** `extensions.cost` of an answer, in points. */
export interface Cost {
  /** Taken before the execution: what the operation may cost at most. */
  readonly requested: number
  /** What it did cost; the difference has been given back. */
  readonly actual: number
  readonly throttle: Standing
}

/** Counts what an operation costs that was admitted, and settles with whose bucket it was taken from. */
export class Meter {
  #actual: number

  constructor(
    private readonly throttle: Throttle,
    private readonly payer: string,
    private readonly price: Price,
  ) {
    this.#actual = price.points
  }

  /** The answer with its cost. Who waited in vain pays in full: the database worked all the same. */
  answered(result: ExecutionResult): ExecutionResult {
    const isCut = result.errors?.some(({ extensions }) => extensions['code'] === 'TIMEOUT') ?? false
    if (!isCut) this.settle(this.count(result.data))
    return { ...result, extensions: { ...result.extensions, cost: this.cost } }
  }

  /** What an answer costs, in points. */
  count(data: ExecutionResult['data']): number {
    const { base, flat, isFlat } = this.price
    if (isFlat) return this.price.points
    let tenths = base + countTenths(data)
    for (const [name, fixed] of flat) tenths += fixed - countTenths({ counted: data?.[name] })
    return inPoints(tenths)
  }

  settle(actual: number): void {
    this.throttle.correct(this.payer, actual - this.#actual)
    this.#actual = actual
  }

  get cost(): Cost {
    return { requested: this.price.points, actual: this.#actual, throttle: this.throttle.standing(this.payer) }
  }
}
