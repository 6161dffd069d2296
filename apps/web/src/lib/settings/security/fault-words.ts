import type { Messages } from '@mekong/words'
import type { ChangeFault } from './security-requests.ts'

/** The sentence for what belongs to no field. */
export function sentenceOf(fault: ChangeFault, words: Messages): string | undefined {
  switch (fault.kind) {
    case 'throttled':
      return words.settings.security.throttled({ seconds: fault.seconds })
    case 'noPassword':
      return words.settings.security.noPassword
    case 'network':
      return words.errors.network
    case 'unknown':
      return words.errors.unknown
    default:
      return undefined
  }
}
