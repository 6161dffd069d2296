import type { FaultCode } from '@mekong/domain'

/** One fault of one row, as the command reports it. */
export interface RowError {
  /** 1 is the first record after the header. */
  readonly row: number
  /** The physical line of the file. */
  readonly line: number
  /** The header as the file writes it; null for the whole row. */
  readonly column: string | null
  readonly code: FaultCode
  /** In the language of the person as whom the import acts. */
  readonly message: string
  /** What the file says there, cut to 100 characters. */
  readonly value: string
}

export const cut = (value: string): string => [...value].slice(0, 100).join('')
