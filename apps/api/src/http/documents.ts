import { createHash } from 'node:crypto'
import type { DocumentNode } from 'graphql'

const mostDocuments = 1_000
const mostCharacters = 1_000_000

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Documents that were parsed and found valid, by the hash of their text, so that it is done once. */
export class Documents {
  readonly #known = new Map<string, { document: DocumentNode; size: number }>()
  #size = 0

  get(hash: string): DocumentNode | undefined {
    const found = this.#known.get(hash)
    if (!found) return undefined
    this.#known.delete(hash) // to the young end
    this.#known.set(hash, found)
    return found.document
  }

  set(hash: string, source: string, document: DocumentNode): void {
    this.#known.set(hash, { document, size: source.length })
    this.#size += source.length
    for (const [oldest, { size }] of this.#known) {
      if (this.#known.size <= mostDocuments && this.#size <= mostCharacters) break
      this.#known.delete(oldest)
      this.#size -= size
    }
  }
}
