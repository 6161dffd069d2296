import { startOfDay } from '@mekong/domain'
import {
  AuditLogDocument,
  type AuditAction,
  type AuditEntryFragment,
  type AuditFilter,
  type AuditOutcome,
} from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import { NewestFirst } from '#lib/api/newest-first.svelte.ts'

/** Somebody or something by which the log is cut. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** What is asked of the log; null leaves it open. Days are the reader's own. */
export interface AuditAsk {
  readonly person: Named | null
  readonly subject: Named | null
  readonly action: AuditAction | null
  readonly outcome: AuditOutcome | null
  readonly from: string | null
  readonly until: string | null
}

const everything: AuditAsk = { person: null, subject: null, action: null, outcome: null, from: null, until: null }

/** The audit log as an administrator reads it, cut to what they ask for. */
export class AuditLog {
  ask = $state.raw<AuditAsk>(everything)
  readonly entries: NewestFirst<AuditEntryFragment>
  readonly isCut = $derived(Object.values(this.ask).some((part) => part !== null))

  constructor(api: Api, timeZone: () => string) {
    this.entries = new NewestFirst(async (page) => {
      const filter = filterOf(this.ask, timeZone())
      return (await api.query(AuditLogDocument, { filter, ...page })).auditLog
    })
  }

  /** Cuts the log further, or otherwise. */
  cut(change: Partial<AuditAsk>): void {
    this.ask = { ...this.ask, ...change }
    void this.entries.restart()
  }

  clear(): void {
    this.cut(everything)
  }
}

function filterOf({ person, subject, action, outcome, from, until }: AuditAsk, timeZone: string): AuditFilter {
  return {
    ...(person && { actorId: { eq: person.id } }),
    ...(subject && { subjectId: { eq: subject.id } }),
    ...(action && { action: { eq: action } }),
    ...(outcome && { outcome: { eq: outcome } }),
    ...((from !== null || until !== null) && {
      at: {
        ...(from !== null && { gte: startOfDay(timeZone, from) }),
        ...(until !== null && { lt: startOfDay(timeZone, dayAfter(until)) }),
      },
    }),
  }
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
