import { cli as en } from './en/cli.ts'
import { cli as vi } from './vi/cli.ts'
import type { Locale } from './locale.ts'

/** The terminal's own sentences, apart from the rest so that no browser loads them. */
export const cliMessages: Record<Locale, typeof vi> = { vi, en }
