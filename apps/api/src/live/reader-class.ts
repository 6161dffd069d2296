import { scopeKey, scopeOf, type Locale } from '@mekong/domain'
import type { Caller } from '../http/context.ts'

/**
 * Readers of one class get the same bytes, so a message or an answer is made once for all of them. Role and key scopes are
 * part of it although nothing that is shared depends on them today: if something ever does, nothing leaks.
 */
export const readerClass = ({ actor }: Pick<Caller, 'actor'>, locale: Locale): string =>
  [scopeKey(scopeOf(actor)), actor.role, actor.scopes?.join(',') ?? '', locale].join(' ')
