import { parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { readEnv } from '../env.ts'
import { brokenLimit } from './limits.ts'

const limits = { ...readEnv({}).MEKONG_LIMITS, depth: 3, aliases: 4, directives: 2, operations: 2 }
const broken = (document: string) => brokenLimit(parse(document), limits)?.limit

describe('the limits of a document', () => {
  const documents: readonly [string, string | undefined][] = [
    ['{ a { b { c } } }', undefined],
    ['{ a { b { c { d } } } }', 'depth'],
    ['{ a { ... on B { b { ... { c } } } } }', undefined],
    ['{ ...f } fragment f on Query { a { ...g } } fragment g on A { b { c } }', undefined],
    ['{ ...f } fragment f on Query { a { ...g } } fragment g on A { b { c { d } } }', 'depth'],
    ['{ w: a x: a y: a z: a }', undefined],
    ['{ v: a w: a x: a y: a z: a }', 'aliases'],
    ['{ a a a a a }', undefined],
    ['{ a a a a a a }', 'aliases'],
    ['{ a { x: b y: b } b { x: b y: b } c { x: b } }', 'aliases'],
    ['{ ...f ...f } fragment f on Query { x: a y: a }', undefined],
    ['{ ...f ...f ...f } fragment f on Query { x: a y: a }', 'aliases'],
    ['query A { w: a x: a y: a z: a } query B { w: a x: a y: a z: a }', undefined],
    ['{ a @skip(if: true) @include(if: true) }', undefined],
    ['query @live { a @skip(if: true) @include(if: true) }', 'directives'],
    ['query A { a } query B { a }', undefined],
    ['query A { a } query B { a } query C { a }', 'operations'],
  ]

  test.for(documents)('%s', ([document, expected]) => {
    expect(broken(document)).toBe(expected)
  })

  test('fragments that double at every step are counted without being written out', () => {
    const steps = Array.from({ length: 200 }, (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`)
    const began = performance.now()
    expect(broken(`{ ...f0 } ${steps.join(' ')} fragment f200 on Query { x: a }`)).toBe('aliases')
    expect(performance.now() - began).toBeLessThan(100)
  })

  test('a fragment within itself ends here', () => {
    expect(broken('{ ...f } fragment f on Query { a { ...f } }')).toBeUndefined()
  })
})
