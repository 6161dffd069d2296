import { randomBytes } from 'node:crypto'
import { instant, invalid, type Fault, type Instant } from '@mekong/domain'
import type { Written } from '../../data/write.ts'
import type { ApiKey } from './api-key.ts'

const dayMs = 86_400_000
const mostDays = 366
export const daysByDefault = 90

export const makeSecret = (): string => `mk_${randomBytes(32).toString('base64url')}`

export const inDays = (now: Instant, days: number): Instant => instant(new Date(Date.parse(now) + days * dayMs))

/** In the future, and within a year: a key that nobody thinks of any more must end some day. */
export function faultsOfExpiry(expiresAt: Instant, now: Instant): Fault[] {
  const lifetime = Date.parse(expiresAt) - Date.parse(now)
  return lifetime <= 0 || lifetime > mostDays * dayMs ? [invalid('expiryRange', ['expiresAt'])] : []
}

export interface MadeApiKey {
  readonly apiKey: ApiKey
  /** Null when the same request is answered again: the secret was told once, and is stored nowhere. */
  readonly secret: string | null
}

/** The key with its secret, which goes to whoever asked first and into no store. */
export function toldOnce(
  written: Written<ApiKey, readonly Fault[]>,
  secret: string,
): Written<MadeApiKey, readonly Fault[]> {
  if (written.kind !== 'written') return written
  return { ...written, outcome: { apiKey: written.outcome, secret: written.isReplay ? null : secret } }
}
