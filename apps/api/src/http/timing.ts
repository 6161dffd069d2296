import type { Metrics } from '../metrics.ts'
import type { Execute } from './execute.ts'

/** Tells how long each execution took. Only our own documents are told by name: names of others are a caller's text. */
export const timing =
  (execute: Execute, { operationDuration }: Metrics, trusted: ReadonlyMap<string, string>): Execute =>
  async (prepared, listener) => {
    const { hash, operation } = prepared
    const document = (trusted.has(hash) && operation.name?.value) || 'other'
    const end = operationDuration.startTimer({ document, kind: operation.operation })
    try {
      return await execute(prepared, listener)
    } finally {
      end()
    }
  }
