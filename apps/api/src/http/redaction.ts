import type { ExecutionResult } from 'graphql'
import type { Context } from './context.ts'

/** Names in an answer the fields that its reader may not see: there null says nothing about what stands there. */
export function withRedactions(result: ExecutionResult, { redacted }: Pick<Context, 'redacted'>): ExecutionResult {
  if (redacted.size === 0) return result
  return { ...result, extensions: { ...result.extensions, redacted: [...redacted].toSorted() } }
}
