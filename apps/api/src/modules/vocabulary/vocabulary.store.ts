import { isId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { matchesAll } from '../../graphql/search.ts'
import type { Word } from './word.ts'

type Vocabulary = 'source' | 'tag'

/** The words of a vocabulary that a search finds, as Vietnamese is sorted. */
export const wordList = (vocabulary: Vocabulary, search: string | null): Listing<Word, Word> => ({
  name: vocabulary,
  boundTo: search,
  columns: 'w.id, w.name',
  from: `${vocabulary} w`,
  id: 'w.id',
  where: (params) => matchesAll('mekong_fold(w.name)', search ?? '', params),
  order: fixedOrder(
    { value: 'w.name collate "vi-x-icu"', type: 'text', direction: 'ASC', isNullable: false },
    { value: 'w.id', type: 'text', direction: 'ASC', isNullable: false },
  ),
  toNode: ({ id, name }) => ({ id, name }),
})

export const readWords = (sql: Sql, vocabulary: Vocabulary, ids: readonly string[]): Promise<Word[]> =>
  sql.rows<Word & Record<string, unknown>>(`select w.id, w.name from ${vocabulary} w where w.id = any($1)`, [
    ids.filter((id) => isId(vocabulary, id)),
  ])
