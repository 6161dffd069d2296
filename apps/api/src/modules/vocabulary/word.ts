/** A word that people once wrote, offered to the next one. */
export interface Word {
  readonly id: string
  readonly name: string
}
