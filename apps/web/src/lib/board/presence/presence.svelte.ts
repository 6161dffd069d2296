import {
  BoardPresenceDocument,
  UpdatePresenceDocument,
  type BoardPresenceSubscription,
  type PresenceDoing,
  type UpdatePresenceInput,
} from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import type { Named } from '../feed/board-card.ts'

export type PresentPerson = BoardPresenceSubscription['boardPresence']['people'][number]

/** Where presence comes from and goes to: the API in the product, a script in tests. */
export interface PresenceSource {
  subscribe(pipelineId: string, next: (people: readonly PresentPerson[]) => void): () => void
  tell(input: UpdatePresenceInput): void
}

const retryAfter = 5_000

export class ApiPresenceSource implements PresenceSource {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  subscribe(pipelineId: string, next: (people: readonly PresentPerson[]) => void): () => void {
    let retry: ReturnType<typeof setTimeout> | undefined
    let stop: (() => void) | null = null
    const begin = () => {
      stop = this.#api.socket.subscribe(BoardPresenceDocument, () => ({ pipelineId }), {
        next: ({ boardPresence }) => next(boardPresence.people),
        failed: again,
        ended: again,
      })
    }
    // Best effort: meanwhile nobody is shown, and nothing else is lost.
    const again = () => {
      next([])
      retry = setTimeout(begin, retryAfter)
    }
    begin()
    return () => {
      clearTimeout(retry)
      stop?.()
    }
  }

  tell(input: UpdatePresenceInput): void {
    if (!this.#api.network.isOffline) void this.#api.mutate(UpdatePresenceDocument, input)
  }
}

/** The server forgets a person after 10 s of silence. */
const heartbeat = 4_000

interface Doing {
  readonly doing: PresenceDoing
  readonly opportunityId: string | null
  readonly field: string | null
}

const viewing: Doing = { doing: 'VIEWING', opportunityId: null, field: null }

/** Who else is on the board and whose hand is on which card; best effort, and never part of what is true. */
export class Presence {
  #people = $state.raw<readonly PresentPerson[]>([])
  readonly #source: PresenceSource
  readonly #pipelineId: string
  readonly #viewerId: string
  #doing = viewing

  /** The others, each once, in the order in which they came. */
  readonly others: readonly Named[]
  /** What others do to single cards. */
  readonly #byCard: ReadonlyMap<string, PresentPerson>

  constructor(source: PresenceSource, pipelineId: string, viewerId: string) {
    this.#source = source
    this.#pipelineId = pipelineId
    this.#viewerId = viewerId
    const foreign = () => this.#people.filter((person) => person.user.id !== viewerId)
    this.others = $derived([...new Map(foreign().map(({ user }) => [user.id, user])).values()])
    this.#byCard = $derived(
      new Map(
        foreign().flatMap((person) =>
          person.opportunityId === null || person.doing === 'VIEWING' ? [] : [[person.opportunityId, person] as const],
        ),
      ),
    )
  }

  /** Who holds or edits a card. */
  on(cardId: string): PresentPerson | undefined {
    return this.#byCard.get(cardId)
  }

  /** Who else works on one field of an opportunity. */
  editorOf(opportunityId: string, field: string): Named | undefined {
    return this.#people.find(
      (person) =>
        person.user.id !== this.#viewerId &&
        person.doing === 'EDITING' &&
        person.opportunityId === opportunityId &&
        person.field === field,
    )?.user
  }

  /** Who else has one opportunity open, each once. */
  lookingAt(opportunityId: string): readonly Named[] {
    const there = this.#people.filter(
      (person) => person.opportunityId === opportunityId && person.user.id !== this.#viewerId,
    )
    return [...new Map(there.map(({ user }) => [user.id, user])).values()]
  }

  open(): () => void {
    const stop = this.#source.subscribe(this.#pipelineId, (people) => (this.#people = people))
    const tell = () => {
      if (document.visibilityState === 'visible') this.#tell()
    }
    tell()
    const timer = setInterval(tell, heartbeat)
    document.addEventListener('visibilitychange', tell)
    return () => {
      stop()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tell)
      this.#people = []
    }
  }

  drag(opportunityId: string): () => void {
    return this.#do({ doing: 'DRAGGING', opportunityId, field: null })
  }

  edit(opportunityId: string, field: string): () => void {
    return this.#do({ doing: 'EDITING', opportunityId, field })
  }

  look(opportunityId: string): () => void {
    return this.#do({ doing: 'VIEWING', opportunityId, field: null })
  }

  /** Says what I do until the returned function is called; then I am just looking, unless I do something else by now. */
  #do(doing: Doing): () => void {
    this.#doing = doing
    this.#tell()
    return () => {
      if (this.#doing !== doing) return
      this.#doing = viewing
      this.#tell()
    }
  }

  #tell(): void {
    const { doing, opportunityId, field } = this.#doing
    this.#source.tell({ pipelineId: this.#pipelineId, doing, opportunityId, field })
  }
}
