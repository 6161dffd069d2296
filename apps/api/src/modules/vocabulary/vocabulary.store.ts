import { isId, type Scope } from '@mekong/domain'
import { paramsFrom, type Params, type Sql } from '../../data/sql.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { matchesAll } from '../../graphql/search.ts'
import { visibleTo } from '../opportunity/visibility.ts'
import type { Word } from './word.ts'

type Vocabulary = 'source' | 'tag'

const useOf: Readonly<Record<Vocabulary, string>> = { source: 'o.source = w.name', tag: 'o.tags @> array[w.name]' }

/** What is offered while typing tells of opportunities: a reader gets the words of those in their sight. */
function saidInSightOf(scope: Scope, vocabulary: Vocabulary, params: Params): string {
  if (scope.kind === 'ALL') return 'true'
  return `exists (select 1 from opportunity o where ${useOf[vocabulary]} and ${visibleTo(scope, 'o', params)})`
}

/** The words of a vocabulary that a search finds, as Vietnamese is sorted. */
export const wordList = (vocabulary: Vocabulary, search: string | null, scope: Scope): Listing<Word, Word> => ({
  name: vocabulary,
  boundTo: search,
  columns: 'w.id, w.name',
  from: `${vocabulary} w`,
  id: 'w.id',
  where: (params) =>
    [matchesAll('mekong_fold(w.name)', search ?? '', params), saidInSightOf(scope, vocabulary, params)].join(' and '),
  order: fixedOrder(
    { value: 'w.name collate "vi-x-icu"', type: 'text', direction: 'ASC', isNullable: false },
    { value: 'w.id', type: 'text', direction: 'ASC', isNullable: false },
  ),
  toNode: ({ id, name }) => ({ id, name }),
})

export function readWords(sql: Sql, vocabulary: Vocabulary, ids: readonly string[], scope: Scope): Promise<Word[]> {
  const params = paramsFrom(ids.filter((id) => isId(vocabulary, id)))
  const isInSight = saidInSightOf(scope, vocabulary, params)
  return sql.rows<Word & Record<string, unknown>>(
    `select w.id, w.name from ${vocabulary} w where w.id = any($1) and ${isInSight}`,
    params.values,
  )
}
