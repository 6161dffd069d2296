import { isDay } from '../kernel/clock.ts'
import { invalid, type Fault } from '../kernel/fault.ts'
import { parseDecimal } from '../kernel/money.ts'
import { limits, optionalText, requiredText } from '../kernel/validate.ts'
import type { Demand } from './criterion.ts'

export type Question = Extract<Demand, { kind: 'QUESTION' }>

/** What can be said to a question of yes or no. Only yes meets it; the others are worth knowing all the same. */
export const yesNoAnswers = ['YES', 'NO', 'UNSURE'] as const

/**
 * Whether an answer is one to this question: `YES`, `NO` or `UNSURE`, a choice's key, a decimal, an ISO date, or text. Null
 * withdraws what was said before.
 */
export function faultsOfAnswer(
  { answerType, choices }: Question,
  { answer, note }: { readonly answer: string | null; readonly note?: string | null | undefined },
): Fault[] {
  return [...faultsByType(), ...optionalText(note, limits.note, ['note'])]

  function faultsByType(): Fault[] {
    const at = ['answer']
    if (answer === null) return []
    switch (answerType) {
      case 'YES_NO':
        return yesNoAnswers.some((known) => known === answer) ? [] : [invalid('notAnAnswer', at)]
      case 'CHOICE':
        return choices.some(({ key }) => key === answer) ? [] : [invalid('notAnAnswer', at)]
      case 'NUMBER':
        return parseDecimal(answer) === undefined ? [invalid('notDecimal', at)] : []
      case 'DATE':
        return isDay(answer) ? [] : [invalid('notDay', at)]
      case 'TEXT':
        return requiredText(answer, limits.note, at)
    }
  }
}

/** Whether what was said is what the stage wants to hear. A choice that is offered no longer was a good answer once. */
export const isMetBy = ({ answerType }: Question, answer: string | undefined): boolean =>
  answer !== undefined && (answerType !== 'YES_NO' || answer === 'YES')
