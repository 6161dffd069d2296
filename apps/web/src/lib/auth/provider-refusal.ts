import { entryMessages } from '@mekong/words/entry'
import type { Locale } from '@mekong/words'

/** Why the provider's answer let nobody in, in words; `error` is what the server says in the address. */
export function providerRefusal(error: string, locale: Locale): string {
  const { refusals, notAccepted } = entryMessages[locale].invitation
  const isKnown = (code: string): code is keyof typeof refusals => Object.hasOwn(refusals, code)
  return isKnown(error) ? refusals[error] : notAccepted
}
