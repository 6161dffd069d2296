import { en } from './en/index.ts'
import { vi, type Messages } from './vi/index.ts'
import type { Locale } from './locale.ts'

export { isLocale, locales, matchLocale, type Locale } from './locale.ts'
export { en, vi, type Messages }
export * from './format/index.ts'

/** The messages of a language: `messages[locale].board.weighted({ amount })`. */
export const messages: Record<Locale, Messages> = { vi, en }
