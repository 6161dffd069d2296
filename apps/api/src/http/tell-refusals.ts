import { valueFromASTUntyped, type FieldNode } from 'graphql'
import { auditActionOf, isAdministrative, kindOfId } from '@mekong/domain'
import { audit } from '../data/audit/audit.ts'
import type { Services } from '../services.ts'
import type { Asked } from './asked.ts'
import type { Caller } from './context.ts'
import { policy } from './policy.ts'

/**
 * Tells the audit who asked for what only administrators may do, and about whom. Nobody waits for it: the refusal is the
 * same without it, and takes the same time.
 */
export const tellRefusals =
  ({ sql, log }: Pick<Services, 'sql' | 'log'>) =>
  ({ actor, via }: Caller, mutations: readonly FieldNode[], variables: Asked['variables']): void => {
    for (const mutation of mutations) {
      const need = policy[`Mutation.${mutation.name.value}`]
      const action = auditActionOf(mutation.name.value)
      if (!need || action === undefined || !isAdministrative(need)) continue
      const subjectId = subjectOf(mutation, variables)
      audit(sql, { action, subjectId, refusal: 'FORBIDDEN', actorId: actor.userId, via }).catch((error: unknown) =>
        log.warn({ err: error }, 'a refusal is missing in the audit'),
      )
    }
  }

/** What the input names, read as it was sent: it is refused before anybody looks whether there is such a thing. */
function subjectOf({ arguments: given }: FieldNode, variables: Asked['variables']): string | null {
  const node = given?.find(({ name }) => name.value === 'input')?.value
  const input = node && valueFromASTUntyped(node, variables)
  if (typeof input !== 'object' || input === null) return null
  const id: unknown = 'id' in input ? input.id : 'userId' in input ? input.userId : null
  return typeof id === 'string' && kindOfId(id) !== undefined ? id : null
}
