import { fault, isId, may, type Fault } from '@mekong/domain'
import type { Services } from '../../services.ts'
import type { Writer, Written } from '../../data/write.ts'
import type { ApiKey } from './api-key.ts'
import { ApiKeyStore } from './api-key.store.ts'

export interface RevokedApiKey {
  readonly id: string
  readonly clientMutationId?: string | null
}

/** Ends a key at once, on every node and on every open socket. One's own; an administrator anybody's. */
export async function revokeApiKey(
  { writes, callers, wake }: Pick<Services, 'writes' | 'callers' | 'wake'>,
  caller: Writer,
  { id, clientMutationId = null }: RevokedApiKey,
): Promise<Written<ApiKey, readonly Fault[]>> {
  const subject = isId('apiKey', id) ? id : null
  const written = await writes.run<ApiKey, readonly Fault[]>(
    { caller, operation: 'revokeApiKey', clientMutationId, input: { id } },
    async (tx) => {
      const store = new ApiKeyStore(tx.sql)
      const apiKey = subject === null ? null : await store.locked(subject)
      if (!apiKey || !isWithin(caller, apiKey)) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
      if (apiKey.revokedAt !== null) return { commit: apiKey }
      await store.revoke(id, tx.now)
      const after = { ...apiKey, revokedAt: tx.now }
      tx.audit({ action: 'REVOKE_API_KEY', subjectId: id, before: apiKey, after })
      tx.afterCommit(() => {
        callers.told({ keyId: id })
        wake.publish(`rights:${apiKey.userId}`)
      })
      return { commit: after }
    },
  )
  if (written.kind === 'refused') await writes.auditRefusal(caller, 'revokeApiKey', subject, written.refusal)
  return written
}

/** Whose keys somebody sees and ends. */
export const isWithin = ({ actor }: Pick<Writer, 'actor'>, apiKey: Pick<ApiKey, 'userId'>): boolean =>
  may(actor, apiKey.userId === actor.userId ? 'key:own' : 'key:others')
