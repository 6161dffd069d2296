import { messages, type Messages, type RuleParams } from '@mekong/words'
import { GraphQLError } from 'graphql'
import { ApiError } from '../http/errors.ts'

export type InputRule = keyof Messages['errors']['input']

/** An argument that can't be used: the top-level BAD_USER_INPUT, said in the caller's language. */
export const badInput = (rule: InputRule, params: RuleParams = {}): ApiError =>
  new ApiError('BAD_USER_INPUT', { say: (words) => sentence(words, rule, params) })

/**
 * The same for a scalar. graphql-js adds its own words to what a scalar throws, unless that is a GraphQLError; the true
 * error is underneath, so that its sentence can still be said in the caller's language.
 */
export const badScalar = (rule: InputRule): GraphQLError =>
  new GraphQLError(sentence(messages.en, rule, {}), {
    originalError: badInput(rule),
    extensions: { code: 'BAD_USER_INPUT' },
  })

function sentence(words: Messages, rule: InputRule, params: RuleParams): string {
  const say = words.errors.input[rule]
  return typeof say === 'string' ? say : say(params)
}
