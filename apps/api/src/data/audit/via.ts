/** From where somebody writes: by which session or key, from which address, with which program. */
export interface Via {
  /** The id of the session or key; its prefix says which of the two. */
  readonly id: string | null
  readonly address: string | null
  /** The program in short form (`agent.ts`). */
  readonly agent: string | null
}

/** A command on the server itself, or the server by itself. */
export const viaServer: Via = { id: null, address: null, agent: null }
