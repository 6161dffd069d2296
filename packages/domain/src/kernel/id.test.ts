import { expect, it } from 'vitest'
import { idOf } from '../testing/index.ts'
import { idPrefixes, isId, kindOfId, type IdKind } from './id.ts'

it.each(Object.keys(idPrefixes) as IdKind[])('knows an id of kind %s', (kind) => {
  const id = idOf(kind, 7)
  expect(kindOfId(id)).toBe(kind)
  expect(isId(kind, id)).toBe(true)
})

it('has a prefix of its own for each kind', () => {
  const prefixes = Object.values(idPrefixes)
  expect(new Set(prefixes).size).toBe(prefixes.length)
})

it.each([
  '',
  'opp_',
  'opp',
  '_01h2xcejqtf2nbrexx3vqjhp41',
  'opp-01h2xcejqtf2nbrexx3vqjhp41',
  'opp_01h2xcejqtf2nbrexx3vqjhp4',
  'opp_01h2xcejqtf2nbrexx3vqjhp411',
  'opp_81h2xcejqtf2nbrexx3vqjhp41',
  'opp_01H2XCEJQTF2NBREXX3VQJHP41',
  'opp_01h2xcejqtf2nbrexx3vqjhpil',
  'xyz_01h2xcejqtf2nbrexx3vqjhp41',
  "opp_01h2xcejqtf2nbrexx3vqjhp4'; drop table opportunity",
  'opp_01h2xcejqtf2nbrexx3vqjhp41\n',
])('%j is no id', (text) => {
  expect(kindOfId(text)).toBeUndefined()
})

it('does not take one kind for another', () => {
  expect(isId('stage', idOf('opportunity', 1))).toBe(false)
})
