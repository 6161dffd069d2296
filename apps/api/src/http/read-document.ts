import { GraphQLError, Lexer, parse, Source, TokenKind, type DocumentNode } from 'graphql'
import { MalformedRequest, type Asked } from './asked.ts'
import { sha256 } from './documents.ts'
import type { ApiError } from './errors.ts'
import { tooComplex } from './too-complex.ts'

/** A hash stands for a document that we know; a text may come with its hash, but nothing is registered by that. */
export function sourceOf({ query, hash }: Asked, trusted: ReadonlyMap<string, string>): string | ApiError {
  if (query && (hash === null || hash === sha256(query))) return query
  if (query) return new MalformedRequest('The hash is not that of "query".')
  const text = hash === null ? undefined : trusted.get(hash)
  return text ?? new MalformedRequest('This hash stands for no document here. Send the document as "query".')
}

export function parseWithin(source: string, maxTokens: number): DocumentNode | GraphQLError | ApiError {
  try {
    return parse(source, { maxTokens })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return hasMoreTokens(source, maxTokens) ? tooComplex('tokens', maxTokens) : error
  }
}

/** The parser tells "too long" and "wrong" apart in its message alone, so the tokens are counted. */
function hasMoreTokens(source: string, most: number): boolean {
  const lexer = new Lexer(new Source(source))
  try {
    for (let count = 0; count <= most; count++) if (lexer.advance().kind === TokenKind.EOF) return false
    return true
  } catch {
    return false
  }
}

/** What it has cost to read as much of a text as the limit lets in, in points. */
export const parsingPoints = (source: string, maxTokens: number): number =>
  Math.floor(Math.min(source.length / charactersOfAToken, maxTokens) / 100)

const charactersOfAToken = 3

/**
 * What parsing and validating a document has cost, in points. Validation compares fragments with each other, so it grows
 * with the square of their number: at the limit of tokens it takes a tenth of a second.
 */
export function readingPoints({ loc }: DocumentNode): number {
  let tokens = 0
  for (let token = loc?.startToken; token; token = token.next ?? undefined) tokens++
  return Math.floor((tokens / tokensOfOnePoint) ** 2)
}

const tokensOfOnePoint = 80
