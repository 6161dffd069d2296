import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)
const paper = readFileSync(new URL('docs/protocol.md', root), 'utf8').replaceAll(/\n {2}(?=\S)/g, ' ')

/** What the paper says of each invariant: paths, and after them names of code in brackets or titles of tests in quotes. */
const claims = [...paper.matchAll(/^- (Kept|Seen) by (.*)$/gm)].map(([, kind, text = '']) => ({ kind, text }))

const named = claims.flatMap(({ kind, text }) =>
  text
    .split(/(?=`(?:apps|packages)\/)/)
    .filter((part) => part.startsWith('`'))
    .map((part) => ({
      kind,
      path: /^`([^`]+)`/.exec(part)?.[1] ?? '',
      code: [...(/\(([^)]*)\)/.exec(part)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      titles: [...part.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title),
    })),
)

describe('docs/protocol.md', () => {
  it('says of every invariant what keeps it and what sees it', () => {
    const invariants = [...paper.matchAll(/^\*\*([A-Z]\d)\. /gm)].map(([, name]) => name)
    expect(invariants.length).toBeGreaterThan(25)
    for (const name of invariants) {
      const [body = ''] = paper.split(`**${name}. `)[1]?.split(/^\*\*[A-Z]\d\. |^##/m) ?? []
      expect(body, name).toMatch(/^- Kept by /m)
      expect(body, name).toMatch(/^- Seen by /m)
    }
  })

  it.each(named)('$path has $code $titles', ({ kind, path, code, titles }) => {
    const file = fileURLToPath(new URL(path, root))
    expect(existsSync(file)).toBe(true)
    const text = readFileSync(file, 'utf8')
    for (const name of [...code, ...titles]) expect(text).toContain(name)
    if (kind === 'Seen') expect(path).toMatch(/\.test\.ts$|test\/live\/live-client\.ts$/)
  })
})
