import { randomBytes } from 'node:crypto'

/**
 * Stands in a message for the reader's half of a cursor until it is known for whom the frame is. Nobody outside this
 * process can guess it, so no title or note can hold it.
 */
export const readerMark = `@${randomBytes(18).toString('base64url')}@`

/** One message, executed and encoded once, as it goes to each of its readers. */
export class Frame {
  readonly bytes: number
  readonly #pieces: readonly Buffer[]
  readonly #made = new Map<string, Buffer>()

  /** `payload` is the JSON text of an execution result; `isFaulty`: it holds errors. */
  constructor(
    payload: string,
    readonly isFaulty = false,
  ) {
    this.#pieces = payload.split(readerMark).map((piece) => Buffer.from(piece))
    this.bytes = this.#pieces.reduce((sum, piece) => sum + piece.length, 0)
  }

  /** The WebSocket message for an operation; subscribers with the same operation id and reader share the bytes. */
  for(operationId: string, readerHalf: string): Buffer {
    const key = this.#pieces.length === 1 ? operationId : `${readerHalf} ${operationId}`
    const made = this.#made.get(key) ?? this.#make(operationId, readerHalf)
    this.#made.set(key, made)
    return made
  }

  /** Lets go of what was made for readers; the message itself stays. */
  forget(): void {
    this.#made.clear()
  }

  #make(operationId: string, readerHalf: string): Buffer {
    const reader = Buffer.from(readerHalf)
    const parts = this.#pieces.flatMap((piece, at) => (at === 0 ? [piece] : [reader, piece]))
    return Buffer.concat([Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`), ...parts, end])
  }
}

const end = Buffer.from('}')
