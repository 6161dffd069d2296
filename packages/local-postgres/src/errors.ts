export type LocalPostgresFault =
  /** A living process serves this data folder. */
  | 'in-use'
  | 'not-writable'
  /** We are root, and this machine offers no way to run PostgreSQL as somebody else. */
  | 'root'
  /** There are no binaries for this machine. */
  | 'unsupported'
  /** PostgreSQL said no; the message ends with its own words. */
  | 'failed'

/** Says in one sentence what is wrong: the caller prints the message and nothing else. */
export class LocalPostgresError extends Error {
  override name = 'LocalPostgresError'
  readonly fault: LocalPostgresFault

  constructor(fault: LocalPostgresFault, message: string) {
    super(message)
    this.fault = fault
  }
}

export const isErrno = (error: unknown, ...codes: string[]): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))
