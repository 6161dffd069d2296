import { subscribe as begin, type ExecutionResult, type GraphQLError } from 'graphql'
import { mask, maskResult, type Listener } from './mask.ts'
import type { Prepared } from './prepare.ts'

export type Begun =
  | { readonly kind: 'begun'; readonly results: AsyncGenerator<ExecutionResult> }
  /** Refused by the subscription itself, for instance because its board is unknown. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] }

/** Begins a subscription, for WebSocket and SSE alike. Nothing comes out of it unmasked, not even the failure of its source. */
export async function subscribe({ args }: Prepared, listener: Listener): Promise<Begun> {
  const begun = await begin(args)
  if (!(Symbol.asyncIterator in begun)) return { kind: 'refused', errors: maskResult(begun, listener).errors ?? [] }
  return { kind: 'begun', results: masked(begun, listener) }
}

/** Not an async generator: that one could not be ended while it waits for the next result. */
function masked(source: AsyncGenerator<ExecutionResult>, listener: Listener): AsyncGenerator<ExecutionResult> {
  const results: AsyncGenerator<ExecutionResult> = {
    next: async () => {
      try {
        const { done, value } = await source.next()
        return done === true ? { done, value: undefined } : { done: false, value: maskResult(value, listener) }
      } catch (error) {
        throw mask(error, listener)
      }
    },
    return: (value) => source.return(value),
    throw: (error) => source.throw(error),
    [Symbol.asyncIterator]: () => results,
    [Symbol.asyncDispose]: async () => void (await source.return(undefined)),
  }
  return results
}
