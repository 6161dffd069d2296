import type { Instant, UserId } from '@mekong/domain'

/** A way in that somebody opened by signing in. What opens it, the cookie, is not in it. */
export interface Session {
  readonly id: string
  readonly userId: UserId
  readonly address: string | null
  /** The program in short form, like `Chrome 141, Windows`. */
  readonly device: string | null
  readonly createdAt: Instant
  /** To a few minutes. */
  readonly lastActiveAt: Instant
  readonly expiresAt: Instant
}
