import { expect, it } from 'vitest'
import { nextPath, signInPath } from './next-path.ts'

const origin = 'https://mekong.example'

it.each([
  ['/b/pip_01?owner=me&q=thi%20cong', '/b/pip_01?owner=me&q=thi%20cong'],
  ['/o/opp_01#history', '/o/opp_01#history'],
  ['/', '/'],
  [null, '/'],
  ['', '/'],
  ['b/pip_01', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/\t/evil.example', '/'],
])('%s leads to %s', (wanted, path) => {
  expect(nextPath(wanted, origin)).toBe(path)
})

it.each([
  ['https://mekong.example/', '/sign-in'],
  ['https://mekong.example/b/pip_01?owner=me&o=opp_1', '/sign-in?next=%2Fb%2Fpip_01%3Fowner%3Dme%26o%3Dopp_1'],
])('from %s back by %s', (here, path) => {
  expect(signInPath(new URL(here))).toBe(path)
  expect(nextPath(new URL(path, origin).searchParams.get('next'), origin)).toBe(here.slice(origin.length))
})
