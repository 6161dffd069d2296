import { createSourceEventStream, execute, GraphQLError, type ExecutionResult } from 'graphql'
import { afresh } from './context.ts'
import { refusedPoints } from './cost/tariff.ts'
import { ApiError } from './errors.ts'
import { mask, maskResult, type Listener } from './mask.ts'
import { withRedactions } from './redaction.ts'
import type { Admitted } from './prepare.ts'

export type Begun =
  | { readonly kind: 'begun'; readonly results: AsyncGenerator<ExecutionResult> }
  /** Refused by the subscription itself, for instance because its board is unknown. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] }

/** Begins a subscription, for WebSocket and SSE alike. Nothing comes out of it unmasked, not even the failure of its source. */
export async function subscribe(admitted: Admitted, listener: Listener): Promise<Begun> {
  const begun = await begin(admitted, listener)
  if (begun.kind === 'refused') admitted.meter.settle(refusedPoints)
  return begun
}

async function begin(admitted: Admitted, listener: Listener): Promise<Begun> {
  const args = await byRightsOfNow(admitted).catch((error: unknown) => mask(error, listener))
  if (args === null) return { kind: 'refused', errors: [mask(new ApiError('UNAUTHENTICATED'), listener)] }
  if (args instanceof GraphQLError) return { kind: 'refused', errors: [args] }
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return { kind: 'refused', errors: maskResult(source, listener).errors ?? [] }
  return { kind: 'begun', results: executed(source[Symbol.asyncIterator](), args, admitted, listener) }
}

/**
 * What a socket or the memory of callers holds may be a moment old. A query may be answered by it; a subscription, which
 * begins anew because rights have changed, must not begin by the old ones.
 */
async function byRightsOfNow({ args }: Admitted): Promise<Admitted['args'] | null> {
  const { contextValue } = args
  const caller = await contextValue.services.callers.again(contextValue.caller)
  return caller && { ...args, contextValue: { ...afresh(contextValue), caller } }
}

/**
 * Each message is executed in a context of its own: in one for the whole subscription the loaders would tell names as
 * they were when it began. Not an async generator: that one could not be ended while it waits for the next message.
 */
function executed(
  source: AsyncIterator<unknown>,
  args: Admitted['args'],
  { meter }: Admitted,
  listener: Listener,
): AsyncGenerator<ExecutionResult> {
  // What the subscription cost goes with its first message; what follows is not asked for and costs nothing.
  let isFirst = true
  const withCost = (result: ExecutionResult): ExecutionResult => {
    if (!isFirst) return result
    isFirst = false
    return meter.answered(result)
  }
  const results: AsyncGenerator<ExecutionResult> = {
    next: async () => {
      try {
        const message = await source.next()
        if (message.done === true) return { done: true, value: undefined }
        const contextValue = afresh(args.contextValue)
        const result = await execute({ ...args, rootValue: message.value, contextValue })
        return { done: false, value: withCost(withRedactions(maskResult(result, listener), contextValue)) }
      } catch (error) {
        await source.return?.()
        throw mask(error, listener)
      }
    },
    return: async (value) => {
      await source.return?.()
      return { done: true, value }
    },
    throw: async (error) => {
      await source.return?.()
      throw error
    },
    [Symbol.asyncIterator]: () => results,
    [Symbol.asyncDispose]: async () => void (await results.return(undefined)),
  }
  return results
}
