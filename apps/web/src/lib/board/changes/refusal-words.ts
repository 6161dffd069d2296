import { sayRule, type Messages } from '@mekong/words'
import type { Failure } from '#lib/api/failure.ts'
import type { Refusal } from './board-changes.svelte.ts'

export const failureSentence = (failure: Failure, words: Messages): string =>
  failure.message ?? (failure.kind === 'network' ? words.errors.network : words.errors.unknown)

/** The sentence that says why something was refused. */
export function refusalSentence(refusal: Refusal, words: Messages): string {
  switch (refusal.kind) {
    case 'faults':
      return refusal.faults.map((fault) => sayRule(words, fault.rule, fault.params)).join(' ')
    case 'errors':
      return refusal.errors.map((error) => error.message).join(' ')
    case 'failed':
      return failureSentence(refusal.failure, words)
    case 'stage-gone':
      return words.board.newStageGone
    case 'card-gone':
      return words.board.toast.cardGone
    case 'needs-line':
      return words.board.toast.needsLine
  }
}
