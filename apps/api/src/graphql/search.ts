import { fold, isStorable, lengthOf } from '@mekong/domain'
import type { Params } from '../data/sql.ts'
import { badInput } from './bad-input.ts'

const longestSearch = 200
const mostWords = 10

/** A folded text as a LIKE pattern's literal part. */
export const escapedFold = (sql: string): string => `regexp_replace(mekong_fold(${sql}), '([\\\\%_])', '\\\\\\1', 'g')`

/** What may stand before a word besides a space. */
const openings = [' ', '(', '"', "'", '-', '/', '.', '&', ',', '#', '@', '_', '+']

/** The words of a search; none when it is blank. */
export function wordsOf(search: string | null | undefined): readonly string[] {
  const term = (search ?? '').trim()
  if (!isStorable(term)) throw badInput('notStorable')
  if (lengthOf(term) > longestSearch) throw badInput('searchTooLong', { max: longestSearch })
  return term === '' ? [] : term.split(/\s+/u).slice(0, mostWords)
}

/**
 * Every word of the search is in the folded text: anywhere with three letters or more, which the trigram index finds;
 * a shorter one at the beginning of a word, which it finds too, where a fragment of two letters would be all over.
 */
export function matchesAll(folded: string, search: string, params: Params): string {
  const conditions = wordsOf(search).map((word) => {
    const literal = escapedFold(`${params.add(word)}::text`)
    if (lengthOf(fold(word)) >= 3) return `${folded} like '%' || ${literal} || '%'`
    const places = openings.map(
      (opening) => `${folded} like ${sqlText(`%${escapeLike(opening)}`)} || ${literal} || '%'`,
    )
    return `(${[`${folded} like ${literal} || '%'`, ...places].join(' or ')})`
  })
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (letter) => `\\${letter}`)
const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * How well a row fits, 0 best: first what has the words with their accents as typed, then what begins with the whole
 * search, then the rest. `plain` is the text as people wrote it, `head` the folded text whose beginning counts.
 */
export function score(plain: string, head: string, search: string, params: Params): string {
  const words = wordsOf(search)
  const hasAccents = words.map(
    (word) => `strpos(lower(normalize(${plain}, nfc) collate "vi-x-icu"), ${params.add(lowered(word))}::text) > 0`,
  )
  const begins = `${head} like ${escapedFold(`${params.add(words.join(' '))}::text`)} || '%'`
  return `(case when ${hasAccents.join(' and ')} then 0 else 2 end + case when ${begins} then 0 else 1 end)`
}

const lowered = (word: string) => word.normalize('NFC').toLocaleLowerCase('vi')
