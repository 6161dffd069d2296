import { isVisible, type Acl, type OpportunityId, type PipelineId, type Scope, type UserId } from '@mekong/domain'
import type { Present, PresenceDoing } from '../modules/presence/present.ts'
import { presenceIn, presenceTexts, type PresenceNews } from './presence-news.ts'
import type { Grapevine } from './wake-bus.ts'

/** What somebody says of themselves. */
export interface Doing {
  readonly doing: PresenceDoing
  /** The card, with whom it concerns: others learn of it only if they may see it. */
  readonly card: (Acl & { readonly id: OpportunityId }) | null
  readonly field: string | null
}

interface Entry extends Doing {
  readonly since: number
  readonly seenAt: number
}

const silentMs = 10_000
const throttleMs = 250

/**
 * Who is on which board: best effort, in memory, never stored (docs/protocol.md, "Presence"). Each node tells the others
 * what its own people say, and whoever is silent for 10 s is gone; so are the people of a node that died.
 */
export class Presence {
  readonly #boards = new Map<PipelineId, Map<UserId, Entry>>()
  readonly #watching = new Map<PipelineId, Set<() => void>>()
  readonly #dirty = new Set<PipelineId>()
  /** What other nodes have yet to be told, by board and person. */
  readonly #untold = new Map<string, PresenceNews>()
  #timer: NodeJS.Timeout | undefined
  #stopListening = () => {}

  /** `now` in milliseconds, of the database's clock. */
  constructor(
    private readonly now: () => number,
    private readonly others: Grapevine,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.#tick(), throttleMs)
    this.#stopListening = this.others.overhear((text) => {
      for (const news of presenceIn(text)) this.#hear(news)
    })
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#stopListening()
  }

  update(pipelineId: PipelineId, userId: UserId, { doing, card, field }: Doing): void {
    const told = { doing, field, card: card && { id: card.id, ownerId: card.ownerId, teamId: card.teamId } }
    const present = this.#boards.get(pipelineId)?.get(userId)
    const now = this.now()
    const entry = { ...told, since: present && isSame(present, told) ? present.since : now, seenAt: now }
    this.#set(pipelineId, userId, entry)
    this.#untold.set(`${pipelineId} ${userId}`, { pipelineId, userId, ...entry })
  }

  /** Who is there, as a scope sees it: a card out of sight is left out, the person is named all the same. */
  of(pipelineId: PipelineId, scope: Scope): readonly Present[] {
    return [...(this.#boards.get(pipelineId) ?? [])].map(([userId, { doing, card, field, since }]) => {
      const isHidden = card !== null && !isVisible(scope, card)
      return {
        userId,
        doing: isHidden ? 'VIEWING' : doing,
        opportunityId: isHidden ? null : (card?.id ?? null),
        field: isHidden ? null : field,
        since: new Date(since).toISOString(),
      }
    })
  }

  /** Told when something changed on a board, at most four times a second. */
  watch(pipelineId: PipelineId, changed: () => void): () => void {
    const watching = this.#watching.get(pipelineId) ?? new Set()
    this.#watching.set(pipelineId, watching.add(changed))
    return () => {
      watching.delete(changed)
      if (watching.size === 0 && this.#watching.get(pipelineId) === watching) this.#watching.delete(pipelineId)
    }
  }

  #set(pipelineId: PipelineId, userId: UserId, entry: Entry): void {
    const people = this.#boards.get(pipelineId) ?? new Map<UserId, Entry>()
    this.#boards.set(pipelineId, people)
    const present = people.get(userId)
    people.set(userId, entry)
    if (!present || !isSame(present, entry)) this.#dirty.add(pipelineId)
  }

  /** The latest word counts, wherever it was said: a person may be on a board in two windows, by two nodes. */
  #hear({ pipelineId, userId, ...entry }: PresenceNews): void {
    const now = this.now()
    const seenAt = Math.min(entry.seenAt, now) // a clock that is ahead must not keep anybody here
    const present = this.#boards.get(pipelineId)?.get(userId)
    if (seenAt < now - silentMs || (present && present.seenAt > seenAt)) return
    this.#set(pipelineId, userId, { ...entry, seenAt })
  }

  #tick(): void {
    for (const text of presenceTexts([...this.#untold.values()], this.others.mostBytes)) this.others.tell(text)
    this.#untold.clear()
    const silentSince = this.now() - silentMs
    for (const [pipelineId, people] of this.#boards) {
      for (const [userId, { seenAt }] of people)
        if (seenAt < silentSince) {
          people.delete(userId)
          this.#dirty.add(pipelineId)
        }
      if (people.size === 0) this.#boards.delete(pipelineId)
    }
    for (const pipelineId of this.#dirty) for (const changed of this.#watching.get(pipelineId) ?? []) changed()
    this.#dirty.clear()
  }
}

const isSame = (one: Doing, other: Doing): boolean =>
  one.doing === other.doing && one.card?.id === other.card?.id && one.field === other.field
