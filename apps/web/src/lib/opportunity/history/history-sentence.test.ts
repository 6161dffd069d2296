import { formatter, messages } from '@mekong/words'
import { describe, expect, test } from 'vitest'
import { historySentences } from './history-sentence.ts'
import type { HistoryEntry } from './opportunity-history.svelte.ts'

const telling = {
  words: messages.en,
  format: formatter({ locale: 'en', timeZone: 'Asia/Ho_Chi_Minh', currency: 'VND' }),
  currency: 'VND',
}

/** What an edit of the amount reads like. */
function told(before: string | null, after: string | null): readonly string[] {
  const step = { field: 'amount', before, after, beforeLabel: null, afterLabel: null }
  const actor = { id: 'usr_1', name: 'Nguyễn Văn An' }
  return historySentences({ kind: 'UPDATED', actor, changes: [step] } as unknown as HistoryEntry, telling).sentences
}

describe('an amount', () => {
  test('is told as it was and is', () => {
    expect(told('5', '7')).toEqual([expect.stringMatching(/5.*7/)])
    expect(told(null, '7')).toEqual([expect.stringContaining('7')])
  })

  test('that was taken away is said to be', () => {
    expect(told('5', null)).toEqual([
      messages.en.opportunity.history.cleared({ name: 'An', field: messages.en.domain.fields.amount }),
    ])
  })

  test('that is withheld was changed, and nothing else is said of it', () => {
    expect(told(null, null)).toEqual([
      messages.en.opportunity.history.edited({ name: 'An', field: messages.en.domain.fields.amount }),
    ])
  })
})
