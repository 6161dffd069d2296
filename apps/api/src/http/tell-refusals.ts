import { auditActionOf, isAdministrative } from '@mekong/domain'
import { audit } from '../data/audit/audit.ts'
import type { Services } from '../services.ts'
import type { Caller } from './context.ts'
import { policy } from './policy.ts'

/**
 * Tells the audit who asked for what only administrators may do. Nobody waits for it: the refusal is the same without
 * it, and takes the same time.
 */
export const tellRefusals =
  ({ sql, log }: Pick<Services, 'sql' | 'log'>) =>
  ({ actor, via }: Caller, mutations: readonly string[]): void => {
    for (const mutation of mutations) {
      const need = policy[`Mutation.${mutation}`]
      const action = auditActionOf(mutation)
      if (!need || action === undefined || !isAdministrative(need)) continue
      audit(sql, { action, subjectId: null, refusal: 'FORBIDDEN', actorId: actor.userId, via }).catch(
        (error: unknown) => log.warn({ err: error }, 'a refusal is missing in the audit'),
      )
    }
  }
