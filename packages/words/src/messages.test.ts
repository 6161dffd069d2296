import { describe, expect, it } from 'vitest'
import { cliMessages } from './cli.ts'
import { matchLocale } from './locale.ts'
import { entryMessages } from './entry.ts'
import { messages } from './index.ts'
import { mailMessages } from './mail.ts'

/** Every leaf with its path; the types already guarantee that both languages have the same ones. */
function leaves(node: unknown, path = ''): { path: string; leaf: unknown }[] {
  if (typeof node !== 'object' || node === null) return [{ path, leaf: node }]
  return Object.entries(node).flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key))
}

describe('both languages', () => {
  it('say something for every key', () => {
    for (const language of [
      messages.vi,
      messages.en,
      cliMessages.vi,
      cliMessages.en,
      mailMessages.vi,
      entryMessages.vi,
      entryMessages.en,
      mailMessages.en,
    ]) {
      for (const { path, leaf } of leaves(language)) {
        expect(typeof leaf === 'function' || (typeof leaf === 'string' && leaf.trim() !== ''), path).toBe(true)
      }
    }
  })

  it('have the same keys in the same order', () => {
    expect(leaves(messages.en).map(({ path }) => path)).toEqual(leaves(messages.vi).map(({ path }) => path))
  })

  it('are written in composed letters', () => {
    for (const { path, leaf } of leaves(messages.vi)) {
      if (typeof leaf === 'string') expect(leaf.normalize('NFC'), path).toBe(leaf)
    }
  })

  it('put English plurals right', () => {
    expect(messages.en.board.say.remote({ n: 1 })).toBe('1 change on the board')
    expect(messages.en.board.say.remote({ n: 2 })).toBe('2 changes on the board')
    expect(messages.vi.board.say.remote({ n: 1 })).toBe('1 thay đổi trên bảng')
  })
})

it.each([
  ['en-GB,en;q=0.9', 'en'],
  ['fr,en;q=0.5,vi;q=0.8', 'vi'],
  ['vi-VN', 'vi'],
  ['de', 'vi'],
  ['en;q=0', 'vi'],
  ['', 'vi'],
  [null, 'vi'],
])('matches %s', (header, locale) => {
  expect(matchLocale(header)).toBe(locale)
})
