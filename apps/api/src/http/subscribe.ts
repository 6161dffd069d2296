import { createSourceEventStream, execute, type ExecutionResult, type GraphQLError } from 'graphql'
import { afresh } from './context.ts'
import { mask, maskResult, type Listener } from './mask.ts'
import type { Prepared } from './prepare.ts'

export type Begun =
  | { readonly kind: 'begun'; readonly results: AsyncGenerator<ExecutionResult> }
  /** Refused by the subscription itself, for instance because its board is unknown. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] }

/** Begins a subscription, for WebSocket and SSE alike. Nothing comes out of it unmasked, not even the failure of its source. */
export async function subscribe({ args }: Prepared, listener: Listener): Promise<Begun> {
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return { kind: 'refused', errors: maskResult(source, listener).errors ?? [] }
  return { kind: 'begun', results: executed(source[Symbol.asyncIterator](), args, listener) }
}

/**
 * Each message is executed in a context of its own: in one for the whole subscription the loaders would tell names as
 * they were when it began. Not an async generator: that one could not be ended while it waits for the next message.
 */
function executed(
  source: AsyncIterator<unknown>,
  args: Prepared['args'],
  listener: Listener,
): AsyncGenerator<ExecutionResult> {
  const results: AsyncGenerator<ExecutionResult> = {
    next: async () => {
      try {
        const message = await source.next()
        if (message.done === true) return { done: true, value: undefined }
        const contextValue = afresh(args.contextValue)
        const result = await execute({ ...args, rootValue: message.value, contextValue })
        return { done: false, value: maskResult(result, listener) }
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
