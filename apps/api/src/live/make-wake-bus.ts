import { secretHash } from '../data/secret-hash.ts'
import { PgWire } from './pg-wire.ts'
import { RedisWire } from './redis-wire.ts'
import { WiredWakeBus } from './wired-wake-bus.ts'

interface Options {
  readonly databaseUrl: string
  /** Wake-ups go by Redis when one is named, else by the database itself. */
  readonly redisUrl: string | undefined
  /** What all nodes of this database know and nobody else does. */
  readonly secret: string
  readonly onFault: (error: unknown) => void
  readonly onLost: (error: unknown) => void
}

/** The bus of this deployment; it does nothing until it is started. */
export function makeWakeBus({ databaseUrl, redisUrl, secret, onFault, onLost }: Options): WiredWakeBus {
  const deployment = secretHash(`wake-ups of ${secret}`).slice(0, 16)
  const wire = redisUrl === undefined ? new PgWire(databaseUrl) : new RedisWire({ url: redisUrl, deployment })
  return new WiredWakeBus({ wire, onFault, onLost })
}
