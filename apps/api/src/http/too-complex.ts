import type { Limits } from '../env.ts'
import type { Costliest } from './cost/costliest.ts'
import { ApiError } from './errors.ts'

/** A document breaks a limit that needs no schema. */
export const tooComplex = (limit: keyof Limits, most: number): ApiError =>
  new ApiError('QUERY_TOO_COMPLEX', { extensions: { limit, most } })

/** Says where the cost lies and how it would be less, in words and for programs. */
export function tooDear(requested: number, most: number, { path, cheaper }: Costliest): ApiError {
  const at = path.join('.')
  return new ApiError('QUERY_TOO_COMPLEX', {
    say: ({ errors: { cost } }) => {
      const tooMuch = cost.tooMuch({ requested, most, at })
      return `${tooMuch} ${cheaper ? cost.smallerPage({ at: cheaper.path.join('.'), first: cheaper.first }) : cost.split}`
    },
    extensions: { limit: 'cost', most, requested, path, ...(cheaper && { cheaper }) },
  })
}
