import { describe, expect, it } from 'vitest'
import { KeptAnswers } from './kept-answers.ts'

interface Answer {
  readonly text: string
  readonly bytes: number
}

const answer = (text: string): Answer => ({ text, bytes: 10 })

describe('kept answers', () => {
  it('are given again while the version stands, and made anew when it moves', async () => {
    const answers = new KeptAnswers<Answer>()
    let made = 0
    const ask = async (asked: string, version: string) =>
      (await answers.of(asked, version, async () => answer(`${++made}`)))?.text
    expect(await ask('board', 'a')).toBe('1')
    expect(await ask('board', 'a')).toBe('1')
    expect(await ask('board', 'b')).toBe('2')
    expect(await ask('board', 'a')).toBe('3')
    expect(await ask('another', 'a')).toBe('4')
  })

  it('are made once for all who ask at once', async () => {
    const answers = new KeptAnswers<Answer>()
    let made = 0
    const finish = Promise.withResolvers<void>()
    const make = async () => {
      await finish.promise
      return answer(`${++made}`)
    }
    const asked = [1, 2, 3].map(() => answers.of('board', 'a', make))
    finish.resolve()
    expect((await Promise.all(asked)).map((given) => given?.text)).toEqual(['1', '1', '1'])
  })

  it('are not kept where the making says so or fails', async () => {
    const answers = new KeptAnswers<Answer>()
    const failing = async () => Promise.reject(new Error('no database'))
    await expect(answers.of('board', 'a', failing)).rejects.toThrow('no database')
    expect(await answers.of('board', 'a', async () => null)).toBe(null)
    expect(await answers.of('board', 'a', async () => answer('good'))).toEqual(answer('good'))
  })

  it('leave memory in the order in which they were last used', async () => {
    const answers = new KeptAnswers<Answer>(20) // room for two
    for (const name of ['first', 'second', 'first', 'third']) await answers.of(name, 'a', async () => answer(name))
    const again: string[] = []
    for (const name of ['third', 'first', 'second'])
      await answers.of(name, 'a', async () => {
        again.push(name)
        return answer(name)
      })
    expect(again).toEqual(['second'])
  })
})
