import type { ApiKeyScope, Instant } from '@mekong/domain'

/** A key to the API, without its secret: that is shown once, when the key is made, and nobody can read it again. */
export interface ApiKey {
  readonly id: string
  readonly userId: string
  readonly name: string
  /** How the secret begins, to tell keys apart. */
  readonly prefix: string
  readonly scopes: readonly ApiKeyScope[]
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly lastUsedAt: Instant | null
  readonly lastUsedAddress: string | null
  /** Until when the secret before this one opens as well; null: it does not. */
  readonly previousUntil: Instant | null
  readonly revokedAt: Instant | null
}
