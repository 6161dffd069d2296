import type { Fault } from '@mekong/domain'
import type { Written } from '../data/write.ts'
import type { Context } from '../http/context.ts'
import { userErrorsOf } from './fault.ts'
import type { MutationInput, MutationPayload } from './payload.object.ts'

type Answer = Pick<MutationPayload, 'clientMutationId' | 'userErrors'>

/** The common part of a payload: no faults, or nothing but them. */
export const answer = (
  { locale }: Pick<Context, 'locale'>,
  { clientMutationId }: MutationInput,
  faults: readonly Fault[] = [],
): Answer => ({ clientMutationId: clientMutationId ?? null, userErrors: userErrorsOf(faults, locale) })

/** A payload over what a use case did: what was written, or the faults for which nothing was. */
export function payload<O, P extends object>(
  context: Pick<Context, 'locale'>,
  input: MutationInput,
  written: Written<O, readonly Fault[]>,
  present: (outcome: O) => P,
): Answer | (Answer & P) {
  if (written.kind === 'written') return { ...answer(context, input), ...present(written.outcome) }
  return answer(context, input, written.kind === 'refused' ? written.refusal : [written.fault])
}
