import { randomBytes } from 'node:crypto'
import {
  fault,
  instant,
  invalid,
  limits,
  requiredText,
  type ApiKeyScope,
  type Fault,
  type Instant,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { secretHash } from '../../data/secret-hash.ts'
import type { Writer, Writes, Written } from '../../data/write.ts'
import type { ApiKey } from './api-key.ts'
import { ApiKeyStore } from './api-key.store.ts'

const dayMs = 86_400_000
const daysByDefault = 90
const mostDays = 366
const mostKeys = 50

export interface NewApiKey {
  readonly name: string
  readonly scopes: readonly ApiKeyScope[]
  readonly expiresAt?: Instant | null
  readonly clientMutationId?: string | null
}

export interface MadeApiKey {
  readonly apiKey: ApiKey
  /** Null when the same request is answered again: the secret was told once, and is stored nowhere. */
  readonly secret: string | null
}

/** Makes a key of the caller's own. Its rights are theirs, cut to its scopes, for 90 days unless said, a year at most. */
export async function createApiKey(
  writes: Writes,
  caller: Writer,
  input: NewApiKey,
): Promise<Written<MadeApiKey, readonly Fault[]>> {
  const secret = `mk_${randomBytes(32).toString('base64url')}`
  const { clientMutationId = null, ...asked } = input
  const written = await writes.run<ApiKey, readonly Fault[]>(
    { caller, operation: 'createApiKey', clientMutationId, input: asked },
    async ({ sql, now }) => {
      const store = new ApiKeyStore(sql)
      const expiresAt = input.expiresAt ?? instant(new Date(Date.parse(now) + daysByDefault * dayMs))
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
        revokedAt: null,
      }
      await store.insert(apiKey, secretHash(secret))
      return { commit: apiKey }
    },
  )
  if (written.kind !== 'written') return written
  return { ...written, outcome: { apiKey: written.outcome, secret: written.isReplay ? null : secret } }
}

function faultsOf({ name, scopes }: NewApiKey, expiresAt: Instant, now: Instant): Fault[] {
  const lifetime = Date.parse(expiresAt) - Date.parse(now)
  return [
    ...requiredText(name, limits.name, ['name']),
    ...(scopes.length === 0 ? [invalid('required', ['scopes'])] : []),
    ...(lifetime <= 0 || lifetime > mostDays * dayMs ? [invalid('expiryRange', ['expiresAt'])] : []),
  ]
}

const faultsOfCount = async (store: ApiKeyStore, { actor }: Writer): Promise<Fault[]> =>
  (await store.countLive(actor.userId)) < mostKeys ? [] : [fault('LIMIT_EXCEEDED', 'tooMany', [], { max: mostKeys })]
