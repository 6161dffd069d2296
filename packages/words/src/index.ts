import { en } from './en/index.ts'
import type { Locale } from './locale.ts'
import { type RuleName, sayRule } from './rule.ts'
import type { RuleParams } from './vi/errors.ts'
import { vi, type Messages } from './vi/index.ts'

export { isLocale, locales, matchLocale, type Locale } from './locale.ts'
export { type RuleName, sayRule } from './rule.ts'
export type { BasicMessages } from './vi/basics.ts'
export type { WorkMessages } from './vi/work.ts'
export { en, vi, type Messages, type RuleParams }
export * from './format/index.ts'

/**
 * The messages of a language: `messages[locale].board.weighted({ amount })`. A browser loads one language at a time
 * instead, in two halves: `@mekong/words/vi/basics` and `@mekong/words/vi/work`.
 */
export const messages: Record<Locale, Messages> = { vi, en }

/** The sentence behind a refusal, in a language. */
export const ruleSentence = (locale: Locale, rule: RuleName, params?: RuleParams): string =>
  sayRule(messages[locale], rule, params)
