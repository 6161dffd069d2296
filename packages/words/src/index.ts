import { en } from './en/index.ts'
import type { RuleParams } from './vi/errors.ts'
import { vi, type Messages } from './vi/index.ts'
import type { Locale } from './locale.ts'

export type { RuleParams }
export { isLocale, locales, matchLocale, type Locale } from './locale.ts'
export { en, vi, type Messages }
export * from './format/index.ts'

export type RuleName = keyof Messages['errors']['rules']

/** The messages of a language: `messages[locale].board.weighted({ amount })`. */
export const messages: Record<Locale, Messages> = { vi, en }

/** The sentence behind a refusal, in a language: every rule of the domain has one. */
export function ruleSentence(locale: Locale, rule: RuleName, params: RuleParams = {}): string {
  const sentence = messages[locale].errors.rules[rule]
  return typeof sentence === 'string' ? sentence : sentence(params)
}
