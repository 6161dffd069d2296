import type { Services } from '../services.ts'
import type { Asked } from './asked.ts'
import { Meter, type Cost } from './cost/meter.ts'
import { anonymousPoints, refusedPoints } from './cost/tariff.ts'
import { ApiError } from './errors.ts'
import { mask } from './mask.ts'
import type { Admitted, Asking, Prepare, RefusedAtCost } from './prepare.ts'

export type Admit = (asked: Asked, asking: Asking) => Promise<Admitted | RefusedAtCost>

/**
 * Has every request paid for before it is executed, over HTTP, WebSocket and SSE alike: a person, a key and an address
 * each have a bucket of points. A request that is refused by `prepare` costs a little too, since reading it was work.
 */
export const makeAdmit =
  ({ throttle, metrics }: Pick<Services, 'throttle' | 'metrics'>, prepare: Prepare): Admit =>
  async (asked, asking) => {
    const payer = payerOf(asking)
    const least = asking.caller === null ? anonymousPoints : refusedPoints
    const costing = (requested: number, actual: number): Cost => ({
      requested,
      actual,
      throttle: throttle.standing(payer),
    })
    const throttled = (points: number, paid = 0): RefusedAtCost => {
      const cost = costing(points, paid)
      const error = new ApiError('THROTTLED', {
        extensions: { cost },
        retryAfter: throttle.secondsUntil(payer, points),
      })
      return { kind: 'refused', code: 'THROTTLED', reached: 'REQUEST', errors: [mask(error, asking)], cost }
    }

    // Who has nothing left is not worth a look at what they ask.
    if (!throttle.holds(payer, least)) return throttled(least)
    const prepared = prepare(asked, asking)
    const { reading = 0 } = prepared
    throttle.correct(payer, reading) // the work is done, whatever comes of it
    if (prepared.kind === 'refused') {
      if (denials.has(prepared.code)) metrics.authzDenied.inc({ code: prepared.code })
      if (!(await throttle.take(payer, least))) return throttled(least, reading)
      const paid = least + reading
      return { ...prepared, cost: costing(prepared.requested ?? paid, paid) }
    }
    const { points } = prepared.price
    if (!(await throttle.take(payer, points))) return throttled(points, reading)
    metrics.operationCost.observe(points)
    return { ...prepared, meter: new Meter(throttle, payer, prepared) }
  }

/** Refused for want of rights. */
const denials: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN'])

/** Who pays, and whose connections are counted. A key has a bucket of its own: a program at night leaves its owner enough for the morning. */
export function payerOf({ caller, address }: Pick<Asking, 'caller' | 'address'>): string {
  if (caller === null) return `address:${address}`
  return caller.keyId === null ? `person:${caller.actor.userId}` : `key:${caller.keyId}`
}
