import { LocalPostgresError } from '@mekong/local-postgres'
import { TablesLocked } from './data/migrate.ts'
import type { Env } from './env.ts'

/** What an operator can mend gets a sentence; everything else is a defect of ours and keeps its stack. */
export function explainStartFailure(error: unknown, env: Env): string | undefined {
  if (error instanceof LocalPostgresError) return error.message
  if (error instanceof TablesLocked) return tablesLocked
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const isListening = 'syscall' in error && (error.syscall === 'listen' || isLookupOf(env.HOST, error))
  const cause = isListening ? listening(env)[String(error.code)] : databaseFault(error)
  if (cause === undefined || isListening) return cause
  return env.DATABASE_URL === undefined
    ? undefined
    : `The database of DATABASE_URL (${place(env.DATABASE_URL)}) ${cause}`
}

const tablesLocked =
  'A transaction keeps a table locked that this version has to change: end it (select * from pg_stat_activity order by xact_start) and start again.'

const isLookupOf = (host: string, error: object) => 'hostname' in error && error.hostname === host

const listening = ({ HOST, PORT }: Env): Record<string, string> => ({
  EADDRINUSE: `Port ${PORT} of ${HOST} is taken by another program: end that one, or set PORT to a free one.`,
  EACCES: `Port ${PORT} is not open to this user: set PORT to one from 1024 on.`,
  EADDRNOTAVAIL: `HOST ${HOST} is not an address of this machine.`,
  ENOTFOUND: `HOST ${HOST} is not a name that this machine knows.`,
})

/** Only what can go wrong before the first statement: a failing migration is not the operator's fault. */
function databaseFault(error: Error & { code: unknown }): string | undefined {
  const code = String(error.code)
  if (networkFaults.has(code)) return `cannot be reached (${code}).`
  if (refusals.has(code)) return `refuses us: ${error.message}.`
  return undefined
}

const networkFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
])

/** Of PostgreSQL: authentication, no such database, too many connections, not yet or no longer running. */
const refusals = new Set(['28000', '28P01', '3D000', '53300', '57P01', '57P03'])

/** Without user and password. */
function place(databaseUrl: string): string {
  const { host, pathname, searchParams } = new URL(databaseUrl)
  return `${host || (searchParams.get('host') ?? '')}${pathname}`
}
