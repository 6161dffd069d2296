import { mail as en } from './en/mail.ts'
import type { Locale } from './locale.ts'
import { mail as vi } from './vi/mail.ts'

/** What mails say, apart from the rest so that no browser loads it. */
export const mailMessages: Record<Locale, typeof vi> = { vi, en }
