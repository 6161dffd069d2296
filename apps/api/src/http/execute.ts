import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Limits } from '../env.ts'
import { CompiledDocuments } from './compiled.ts'
import { ApiError } from './errors.ts'
import { maskResult, type Listener } from './mask.ts'
import { withRedactions } from './redaction.ts'
import type { Admitted } from './prepare.ts'

export type Execute = (admitted: Admitted, listener: Listener) => Promise<ExecutionResult>

/**
 * Runs a query or mutation, for every transport. Who waits longer than the limit gets TIMEOUT. A write that is still
 * running then has been ended by its own, shorter limit in the database.
 */
export function makeExecute(limits: Limits): Execute {
  const compiled = new CompiledDocuments()
  return async ({ args, meter }, listener) => {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<ExecutionResult>((resolve) => {
      timer = setTimeout(() => resolve(timedOut()), limits.executionMs)
    })
    try {
      const result = await Promise.race([compiled.run(args), timeout])
      return meter.answered(withRedactions(maskResult(result, listener), args.contextValue))
    } finally {
      clearTimeout(timer)
    }
  }
}

const timedOut = (): ExecutionResult => ({
  errors: [new GraphQLError('', { originalError: new ApiError('TIMEOUT') })],
})
