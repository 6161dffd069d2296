import { createHash } from 'node:crypto'

/**
 * What is kept of a key, a session cookie or a one-time link, in the database and in memory: nothing there can be used.
 * No salt, because these secrets are random and long.
 */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')
