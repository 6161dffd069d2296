import type { RuleParams } from './vi/errors.ts'
import type { Messages } from './vi/index.ts'

export type RuleName = keyof Messages['errors']['rules']

/** The sentence behind a refusal, in the language of these messages: every rule of the domain has one. */
export function sayRule(words: Messages, rule: RuleName, params: RuleParams = {}): string {
  const sentence = words.errors.rules[rule]
  return typeof sentence === 'string' ? sentence : sentence(params)
}
