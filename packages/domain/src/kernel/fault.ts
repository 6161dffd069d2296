/** Codes that a caller's program may switch on; the API's `UserErrorCode` has the same names. */
export type FaultCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'LOST_REASON_REQUIRED'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'LIMIT_EXCEEDED'

/** Every rule that a write can break. `packages/words` has a sentence for each in every language. */
export type FaultRule =
  | 'required'
  | 'blank'
  | 'tooLong'
  | 'tooShort'
  | 'notStorable'
  | 'notFound'
  | 'notDecimal'
  | 'moneyRange'
  | 'moneyDigits'
  | 'unknownCurrency'
  | 'currencyMismatch'
  | 'notDay'
  | 'probabilityRange'
  | 'probabilityClosed'
  | 'stageOfOtherPipeline'
  | 'stageGone'
  | 'lostReasonRequired'
  | 'lostReasonOnlyWhenLost'
  | 'taken'
  | 'notYourTeam'
  | 'notYourPerson'
  | 'notAllowed'
  | 'amountsHidden'
  | 'closedOwner'
  | 'inactivePerson'
  | 'readOnlyPerson'
  | 'lastAdministrator'
  | 'notTheirTeam'
  | 'handOverWanted'
  | 'handOverToSelf'
  | 'deactivateSelf'
  | 'stillInvited'
  | 'notInvited'
  | 'teamInUse'
  | 'moveToItself'
  | 'staleMove'
  | 'staleEdit'
  | 'notClosed'
  | 'notDeleted'
  | 'kindInUse'
  | 'stageInUse'
  | 'moveToSameKind'
  | 'lastOpenStage'
  | 'currencyInUse'
  | 'inUse'
  | 'unknownTimeZone'
  | 'tooMany'
  | 'notEmail'
  | 'outOfRange'
  | 'keyReused'
  | 'expiryRange'
  | 'keyEnded'
  | 'neighbourUnknown'
  | 'wrongColumnCount'
  | 'noCriteriaWhenLost'
  | 'notAnAnswer'

/**
 * Why a write was refused: `field` is the path inside the input (`['amount', 'currency']`, empty for the whole), `rule`
 * the sentence to say, `params` what the sentence names.
 */
export interface Fault {
  readonly code: FaultCode
  readonly rule: FaultRule
  readonly field: readonly string[]
  readonly params?: Readonly<Record<string, string | number>>
}

export const fault = (
  code: FaultCode,
  rule: FaultRule,
  field: readonly string[] = [],
  params?: Readonly<Record<string, string | number>>,
): Fault => ({ code, rule, field, ...(params ? { params } : {}) })

export const invalid = (rule: FaultRule, field: readonly string[], params?: Fault['params']): Fault =>
  fault('INVALID', rule, field, params)
