import { may } from '@mekong/domain'
import type { Context } from '../http/context.ts'

/**
 * What only administrators read of somebody: null for others, and the answer says that it was withheld. It depends on the
 * reader's role and key alone, which messages to many readers are told apart by (live/view.ts).
 */
export function administrative<V>({ caller, redacted }: Context, field: string, value: V): V | null {
  if (may(caller.actor, 'setup:write')) return value
  redacted.add(field)
  return null
}
