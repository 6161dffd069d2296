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
    /** `reading` is paid by whoever brought the document, whatever the answer is. */
    private readonly prepared: { readonly price: Price; readonly reading: number },
  ) {
    this.#actual = prepared.price.points + prepared.reading
  }

  /** The answer with its cost. Who waited in vain pays in full: the database worked all the same. */
  answered(result: ExecutionResult): ExecutionResult {
    const isCut = result.errors?.some(({ extensions }) => extensions['code'] === 'TIMEOUT') ?? false
    if (!isCut) this.settle(this.count(result.data))
    return { ...result, extensions: { ...result.extensions, cost: this.cost } }
  }

  /** What an answer costs, in points. */
  count(data: ExecutionResult['data']): number {
    const { points, base, flat, isFlat } = this.prepared.price
    if (isFlat) return points
    let tenths = base + countTenths(data)
    for (const [name, fixed] of flat) tenths += fixed - countTenths({ counted: data?.[name] })
    return inPoints(tenths)
  }

  /** What the answer has cost, as `count` says. */
  settle(points: number): void {
    const actual = points + this.prepared.reading
    this.throttle.correct(this.payer, actual - this.#actual)
    this.#actual = actual
  }

  get cost(): Cost {
    const { price, reading } = this.prepared
    return { requested: price.points + reading, actual: this.#actual, throttle: this.throttle.standing(this.payer) }
  }
}
