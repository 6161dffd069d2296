/** The long form is for releases, the short one for every change: the same cases with smaller numbers. */
export const isShort = process.env['FAULTS'] !== 'long'

export const size = (long: number, short: number): number => (isShort ? short : long)
