import type { Locale } from '@mekong/domain'
import { messages, type Messages, type RuleParams } from '@mekong/words'
import { GraphQLError, type ValueNode } from 'graphql'
import { ApiError } from '../http/errors.ts'

export type InputRule = keyof Messages['errors']['input']

/** An argument that can't be used: the top-level BAD_USER_INPUT, said in the caller's language. */
export const badInput = (rule: InputRule, params: RuleParams = {}): ApiError =>
  new ApiError('BAD_USER_INPUT', { say: (words) => sentence(words, rule, params) })

/**
 * The same for a scalar. graphql-js adds its own words to what a scalar throws, unless that is a GraphQLError; the true
 * error is underneath, for `spoken`.
 */
export const badScalar = (rule: InputRule, node?: ValueNode): GraphQLError =>
  new GraphQLError(sentence(messages.en, rule, {}), { nodes: node, originalError: badInput(rule) })

/**
 * What graphql-js says of a document or its variables, with a scalar's sentence in a language of ours; undefined where
 * no scalar of ours refused a value.
 */
export function spoken(error: GraphQLError, locale: Locale): string | undefined {
  let cause: Error | undefined = error
  while (cause instanceof GraphQLError) cause = cause.originalError
  const say = cause instanceof ApiError ? cause.say : undefined
  return say && error.message.replace(say(messages.en), say(messages[locale]))
}

function sentence(words: Messages, rule: InputRule, params: RuleParams): string {
  const say = words.errors.input[rule]
  return typeof say === 'string' ? say : say(params)
}
