import { entry as en } from './en/entry.ts'
import type { Locale } from './locale.ts'
import { entry as vi } from './vi/entry.ts'

/** What is said around signing in, apart from the rest: the first page loads without it. */
export const entryMessages: Record<Locale, typeof vi> = { vi, en }
