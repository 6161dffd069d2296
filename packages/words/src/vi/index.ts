import { basics } from './basics.ts'
import { work } from './work.ts'

export const vi = { ...basics, ...work }

/** Every message of screens and API, by subject. Vietnamese is the pattern: a key that English lacks does not compile. */
export type Messages = typeof vi
