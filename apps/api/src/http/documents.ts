import { createHash } from 'node:crypto'
import type { DocumentNode } from 'graphql'

const mostDocuments = 1_000
const mostCharacters = 1_000_000

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Documents that were parsed and found valid, by the hash of their text, so that it is done once. Our own clients' stay:
 * who sends thousands of others makes nobody else's dearer.
 */
export class Documents {
  readonly #pinned = new Map<string, DocumentNode>()
  readonly #known = new Map<string, { document: DocumentNode; size: number }>()
  #size = 0

  constructor(private readonly isOurs: (hash: string) => boolean = () => false) {}

  get(hash: string): DocumentNode | undefined {
    const pinned = this.#pinned.get(hash)
    if (pinned) return pinned
    const found = this.#known.get(hash)
    if (!found) return undefined
    this.#known.delete(hash) // to the young end
    this.#known.set(hash, found)
    return found.document
  }

  set(hash: string, source: string, document: DocumentNode): void {
    if (this.isOurs(hash)) return void this.#pinned.set(hash, document)
    this.#known.set(hash, { document, size: source.length })
    this.#size += source.length
    for (const [oldest, { size }] of this.#known) {
      if (this.#known.size <= mostDocuments && this.#size <= mostCharacters) break
      this.#known.delete(oldest)
      this.#size -= size
    }
  }
}
