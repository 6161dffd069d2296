import { fault } from '@mekong/domain'
import { answer, payload } from '../../graphql/payload.ts'
import type { MutationInput } from '../../graphql/payload.object.ts'
import type { Context } from '../../http/context.ts'
import type { Edited } from './customer-answer.ts'

/** The payload of an edit: what was written, the faults, or what somebody else wrote meanwhile. */
export function editPayload<R, P extends object>(
  ctx: Pick<Context, 'locale'>,
  input: MutationInput,
  edited: Edited<R>,
  present: (record: R) => P,
) {
  if (edited.kind !== 'refused') return { ...payload(ctx, input, edited, present), conflicts: [] }
  const { refusal } = edited
  if (refusal.kind === 'refused') return { ...answer(ctx, input, refusal.faults), conflicts: [] }
  const { current, conflicts } = refusal
  const faults = conflicts.map(({ field }) => fault('CONFLICT', 'staleEdit', [field]))
  return { ...answer(ctx, input, faults), current, conflicts }
}
