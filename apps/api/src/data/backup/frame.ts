import type { Readable } from 'node:stream'

/**
 * A backup is a gzip of frames: one letter, the payload's length in four bytes (big endian), the payload.
 *
 *     H  header   JSON: what this file is, and which tables follow
 *     T  table    JSON: its name and columns
 *     D  data     a piece of the rows, as PostgreSQL's COPY writes text
 *     E  end      JSON: how many rows the table has, and the SHA-256 of its data
 *     Z  last     JSON: how many tables there were; without it the file was cut off
 */
export type FrameKind = 'H' | 'T' | 'D' | 'E' | 'Z'

export interface Frame {
  readonly kind: FrameKind
  readonly payload: Buffer
}

const headBytes = 5
/** No frame that we write is longer; a length beyond it is no length. */
const mostBytes = 64 * 1024 * 1024

export function frame(kind: FrameKind, payload: Buffer): Buffer {
  const head = Buffer.allocUnsafe(headBytes)
  head.write(kind, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

export const jsonFrame = (kind: FrameKind, value: object): Buffer => frame(kind, Buffer.from(JSON.stringify(value)))

/** The bytes are no frames of ours, or end in the middle of one. */
export class BrokenFrame extends Error {
  override readonly name = 'BrokenFrame'
}

/** Frames out of a stream, whatever pieces it comes in. */
export async function* framesOf(stream: Readable): AsyncGenerator<Frame> {
  let pending = Buffer.alloc(0)
  for await (const chunk of stream) {
    pending = Buffer.concat([pending, chunk])
    for (let next = first(pending); next; next = first(pending)) {
      yield next.frame
      pending = pending.subarray(next.length)
    }
  }
  if (pending.length > 0) throw new BrokenFrame('the last frame is cut off')
}

function first(bytes: Buffer): { frame: Frame; length: number } | undefined {
  if (bytes.length < headBytes) return undefined
  const kind = bytes.toString('latin1', 0, 1)
  const size = bytes.readUInt32BE(1)
  if (!isKind(kind) || size > mostBytes) throw new BrokenFrame('not a frame')
  const length = headBytes + size
  return bytes.length < length ? undefined : { frame: { kind, payload: bytes.subarray(headBytes, length) }, length }
}

const isKind = (kind: string): kind is FrameKind => 'HTDEZ'.includes(kind)
