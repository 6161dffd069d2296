import type { UpdatePresenceInput } from '@mekong/schema/documents'
import type { PresenceSource, PresentPerson } from '../presence/presence.svelte.ts'

/** Others on the board, as a test wants them; and what the client tells of itself. */
export class ScriptedPresence implements PresenceSource {
  readonly told: UpdatePresenceInput[] = []
  #next: ((people: readonly PresentPerson[]) => void) | null = null

  subscribe(_pipelineId: string, next: (people: readonly PresentPerson[]) => void): () => void {
    this.#next = next
    return () => (this.#next = null)
  }

  tell(input: UpdatePresenceInput): void {
    this.told.push(input)
  }

  show(people: readonly Partial<PresentPerson>[]): void {
    this.#next?.(
      people.map((person) => ({
        __typename: 'PresentPerson',
        user: { __typename: 'User', id: 'usr_lan', name: 'Võ Thị Lan' },
        doing: 'VIEWING',
        opportunityId: null,
        field: null,
        since: '2026-11-25T02:00:00.000Z',
        ...person,
      })),
    )
  }
}
