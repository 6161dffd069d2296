import { fault, invalid, limits, requiredText, type ApiKeyScope, type Fault, type Instant } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { secretHash } from '../../data/secret-hash.ts'
import type { Writer, Writes, Written } from '../../data/write.ts'
import type { ApiKey } from './api-key.ts'
import { ApiKeyStore } from './api-key.store.ts'
import { daysByDefault, faultsOfExpiry, inDays, makeSecret, toldOnce, type MadeApiKey } from './secret.ts'

const mostKeys = 50

export interface NewApiKey {
  readonly name: string
  readonly scopes: readonly ApiKeyScope[]
  readonly expiresAt?: Instant | null
  readonly clientMutationId?: string | null
}

/** Makes a key of the caller's own. Its rights are theirs, cut to its scopes, for 90 days unless said, a year at most. */
export async function createApiKey(
  writes: Writes,
  caller: Writer,
  input: NewApiKey,
): Promise<Written<MadeApiKey, readonly Fault[]>> {
  const secret = makeSecret()
  const { clientMutationId = null, ...asked } = input
  const written = await writes.run<ApiKey, readonly Fault[]>(
    { caller, operation: 'createApiKey', clientMutationId, input: asked },
    async (tx) => {
      const { now } = tx
      const store = new ApiKeyStore(tx.sql)
      const expiresAt = input.expiresAt ?? inDays(now, daysByDefault)
      const faults = [...faultsOf(input, expiresAt, now), ...(await faultsOfCount(store, caller))]
      if (faults.length > 0) return { refuse: faults }
      const apiKey: ApiKey = {
        id: typeidUnboxed('key'),
        userId: caller.actor.userId,
        name: input.name.trim(),
        prefix: secret.slice(0, 7),
        scopes: [...new Set(input.scopes)],
        createdAt: now,
        expiresAt,
        lastUsedAt: null,
        lastUsedAddress: null,
        previousUntil: null,
        revokedAt: null,
      }
      await store.insert(apiKey, secretHash(secret))
      tx.audit({ action: 'CREATE_API_KEY', subjectId: apiKey.id, after: apiKey })
      return { commit: apiKey }
    },
  )
  return toldOnce(written, secret)
}

const faultsOf = ({ name, scopes }: NewApiKey, expiresAt: Instant, now: Instant): Fault[] => [
  ...requiredText(name, limits.name, ['name']),
  ...(scopes.length === 0 ? [invalid('required', ['scopes'])] : []),
  ...faultsOfExpiry(expiresAt, now),
]

const faultsOfCount = async (store: ApiKeyStore, { actor }: Writer): Promise<Fault[]> =>
  (await store.countLive(actor.userId)) < mostKeys ? [] : [fault('LIMIT_EXCEEDED', 'tooMany', [], { max: mostKeys })]
