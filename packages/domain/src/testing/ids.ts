import { idPrefixes, type IdKind } from '../kernel/id.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A well-formed id that says which one it is: `idOf('opportunity', 7)` is `opp_00000000000000000000000007`. */
export function idOf(kind: IdKind, n: number): string {
  let rest = n
  let suffix = ''
  for (let at = 0; at < 26; at += 1) {
    suffix = `${alphabet[rest % 32]}${suffix}`
    rest = Math.floor(rest / 32)
  }
  return `${idPrefixes[kind]}_${suffix}`
}
