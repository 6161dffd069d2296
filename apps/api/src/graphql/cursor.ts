import { createHmac, timingSafeEqual } from 'node:crypto'

/** The place of a row in a list: its order values as the database writes them, the id last. */
export type Position = readonly (string | null)[]

/** Turns positions into opaque cursors and back. A cursor opens only for the list that it was made for. */
export interface CursorSeal {
  seal(list: string, position: Position): string
  /** Undefined for what is no cursor of that list: another list's, forged, cut off. */
  open(list: string, cursor: string): Position | undefined
}

const tagBytes = 12

export function cursorSeal(secret: string): CursorSeal {
  const tag = (list: string, body: string) =>
    createHmac('sha256', secret).update(`${list}\n${body}`).digest().subarray(0, tagBytes)
  return {
    seal: (list, position) => {
      const body = JSON.stringify(position)
      return Buffer.concat([tag(list, body), Buffer.from(body)]).toString('base64url')
    },
    open: (list, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url')
      // Only the text that we gave out is a cursor, not every text that decodes to the same bytes.
      if (bytes.length <= tagBytes || bytes.toString('base64url') !== cursor) return undefined
      const body = bytes.subarray(tagBytes).toString()
      if (!timingSafeEqual(bytes.subarray(0, tagBytes), tag(list, body))) return undefined
      const position: unknown = JSON.parse(body)
      return isPosition(position) ? position : undefined
    },
  }
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.every((part) => part === null || typeof part === 'string')
