import { QueryFailedError } from 'typeorm'

/** The database could not be asked, or gave up: not our request's fault, and not told in its words. */
export type DatabaseFailure = 'UNREACHABLE' | 'TOO_SLOW'

export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof QueryFailedError) return databaseFailure(error.driverError)
  // Under what better-auth and the pool wrap around it.
  return failureItself(error) ?? databaseFailure(error.cause)
}

function failureItself(error: Error): DatabaseFailure | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === '57014') return 'TOO_SLOW'
  if (code === undefined) return lostWithoutCode.has(error.message) ? 'UNREACHABLE' : undefined
  return unreachable.has(code) || code.startsWith('08') ? 'UNREACHABLE' : undefined
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the socket of a local server that is down
  'EPIPE',
  'ETIMEDOUT',
  '57P01', // ended by its administrator
  '57P02', // crashed
  '57P03', // not yet up
  '25P03', // idle in a transaction for too long, as after a pause of the whole machine
  '53100', // the disk is full
  '53200', // out of memory
  '53300', // no connection left
  '58030', // the disk fails
  '25006', // a standby that only reads
])

/** What `pg` says without a code when the other end is simply gone, or the pool has nothing to give in time. */
const lostWithoutCode = new Set([
  'Connection terminated unexpectedly',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout', // the same, of one that the pool was about to open
])
