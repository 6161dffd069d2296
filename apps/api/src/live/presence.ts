import { isVisible, type Acl, type OpportunityId, type PipelineId, type Scope, type UserId } from '@mekong/domain'
import type { Present, PresenceDoing } from '../modules/presence/present.ts'

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
 * Who is on which board, as far as this node's own people told it: best effort, in memory, never stored (docs/protocol.md,
 * "Presence"). Whoever is silent for 10 s is gone.
 */
export class Presence {
  readonly #boards = new Map<PipelineId, Map<UserId, Entry>>()
  readonly #watching = new Map<PipelineId, Set<() => void>>()
  readonly #dirty = new Set<PipelineId>()
  #timer: NodeJS.Timeout | undefined

  /** `now` in milliseconds, of the database's clock. */
  constructor(private readonly now: () => number) {}

  start(): void {
    this.#timer = setInterval(() => this.#tick(), throttleMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  update(pipelineId: PipelineId, userId: UserId, doing: Doing): void {
    const people = this.#boards.get(pipelineId) ?? new Map<UserId, Entry>()
    this.#boards.set(pipelineId, people)
    const present = people.get(userId)
    const isSame =
      present?.doing === doing.doing && present.card?.id === doing.card?.id && present.field === doing.field
    const now = this.now()
    people.set(userId, { ...doing, since: isSame ? present.since : now, seenAt: now })
    if (!isSame) this.#dirty.add(pipelineId)
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

  #tick(): void {
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
