import { fault, instant, invalid, isId, may, type Fault, type Instant } from '@mekong/domain'
import { secretHash } from '../../data/secret-hash.ts'
import type { Writer, Written } from '../../data/write.ts'
import type { Services } from '../../services.ts'
import { ApiKeyStore } from './api-key.store.ts'
import type { ApiKey } from './api-key.ts'
import { daysByDefault, faultsOfExpiry, inDays, makeSecret, toldOnce, type MadeApiKey } from './secret.ts'

const hourMs = 3_600_000
const mostHours = 168

export interface RotatedApiKey {
  readonly id: string
  /** How long the old secret still opens; 0: not at all. */
  readonly overlapHours: number
  readonly expiresAt?: Instant | null
  readonly clientMutationId?: string | null
}

/**
 * Gives a key of the caller's own a new secret. It stays the same key, with its name, scopes and idempotency keys; the
 * old secret goes on for the overlap, so that programs can change over one by one, and no longer than it would have.
 * What is open by a secret that has ended is closed like what is open by a revoked key.
 */
export async function rotateApiKey(
  { writes, callers, wake }: Pick<Services, 'writes' | 'callers' | 'wake'>,
  caller: Writer,
  input: RotatedApiKey,
): Promise<Written<MadeApiKey, readonly Fault[]>> {
  const secret = makeSecret()
  const { clientMutationId = null, ...asked } = input
  const written = await writes.run<ApiKey, readonly Fault[]>(
    { caller, operation: 'rotateApiKey', clientMutationId, input: asked },
    async (tx) => {
      const { now } = tx
      const store = new ApiKeyStore(tx.sql)
      const before = isId('apiKey', input.id) ? await store.locked(input.id) : null
      const expiresAt = input.expiresAt ?? inDays(now, daysByDefault)
      const faults = before ? faultsOf(caller, before, input, expiresAt, now) : notFound
      if (!before || faults.length > 0) return { refuse: faults }

      const overlapEnd = instant(new Date(Date.parse(now) + input.overlapHours * hourMs))
      const previousUntil = overlapEnd < before.expiresAt ? overlapEnd : before.expiresAt
      const after: ApiKey = {
        ...before,
        prefix: secret.slice(0, 7),
        expiresAt,
        previousUntil: previousUntil > now ? previousUntil : null,
      }
      await store.rotate(after, secretHash(secret))
      tx.audit({ action: 'ROTATE_API_KEY', subjectId: before.id, before, after })
      tx.afterCommit(() => {
        callers.told({ keyId: before.id })
        wake.publish(`rights:${before.userId}`)
      })
      return { commit: after }
    },
  )
  return toldOnce(written, secret)
}

const notFound: readonly Fault[] = [fault('NOT_FOUND', 'notFound', ['id'])]

function faultsOf(
  { actor }: Writer,
  key: ApiKey,
  { overlapHours }: RotatedApiKey,
  expiresAt: Instant,
  now: Instant,
): readonly Fault[] {
  // Whoever has the secret acts as its owner: not even an administrator gets somebody else's.
  if (key.userId !== actor.userId)
    return may(actor, 'key:others') ? [fault('FORBIDDEN', 'notAllowed', ['id'])] : notFound
  return [
    ...(key.revokedAt !== null || key.expiresAt <= now ? [invalid('keyEnded', ['id'])] : []),
    ...(overlapHours < 0 || overlapHours > mostHours
      ? [invalid('outOfRange', ['overlapHours'], { min: 0, max: mostHours })]
      : []),
    ...faultsOfExpiry(expiresAt, now),
  ]
}
