import type { Fault, Locale } from '@mekong/domain'
import { ruleSentence } from '@mekong/words'
import type { UserErrorObject } from './user-error.object.ts'

/** A broken rule of the domain as an outsider reads it. */
export const userErrorOf = (fault: Fault, locale: Locale): UserErrorObject => ({
  code: fault.code,
  message: ruleSentence(locale, fault.rule, fault.params ?? {}),
  field: fault.field.length === 0 ? null : fault.field,
})

export const userErrorsOf = (faults: readonly Fault[], locale: Locale): UserErrorObject[] =>
  faults.map((fault) => userErrorOf(fault, locale))
