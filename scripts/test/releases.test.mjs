import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Releases } from '../proof/releases.mjs'

/** @type {string} */
let folder
const git = (/** @type {string[]} */ ...args) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.test', '-c', 'commit.gpgsign=false', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

/** Commits something with this version in package.json, and gives the commit. */
const commit = (/** @type {string} */ version) => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version, at: Math.random() }))
  git('add', '-A')
  git('commit', '-qm', version)
  return git('rev-parse', 'HEAD')
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mekong-releases-'))
  git('init', '-q')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** As of the newest commit. */
const seen = () => {
  const releases = new Releases(folder)
  return { isRelease: releases.isRelease(), previous: releases.previous() }
}

describe('what git knows of releases', () => {
  test('before the first there is none, and the first has none before it', () => {
    commit('0.1.0')
    expect(seen()).toEqual({ isRelease: false, previous: undefined })
    commit('0.1.0')
    git('tag', 'v0.1.0')
    expect(seen()).toEqual({ isRelease: true, previous: undefined })
  })

  test('by tags', () => {
    commit('0.1.0')
    git('tag', 'v0.1.0')
    commit('0.1.0')
    git('tag', 'vacation')
    expect(seen()).toEqual({ isRelease: false, previous: 'v0.1.0' })
    commit('0.2.0')
    git('tag', 'v0.2.0')
    expect(seen()).toEqual({ isRelease: true, previous: 'v0.1.0' })
  })

  test('by the version alone, where nobody has tagged', () => {
    commit('0.1.0')
    commit('0.1.0')
    const second = commit('0.2.0')
    expect(seen()).toEqual({ isRelease: true, previous: undefined })
    commit('0.2.0')
    expect(seen()).toEqual({ isRelease: false, previous: second })
    commit('0.3.0')
    expect(seen()).toEqual({ isRelease: true, previous: second })
  })

  test('a release whose tag is made later counts by its version', () => {
    commit('0.1.0')
    git('tag', 'v0.1.0')
    commit('0.1.0')
    commit('0.2.0')
    expect(seen()).toEqual({ isRelease: true, previous: 'v0.1.0' })
  })

  test('a shallow clone knows no earlier release, and says so', () => {
    commit('0.1.0')
    commit('0.2.0')
    const shallow = mkdtempSync(join(tmpdir(), 'mekong-shallow-'))
    git('clone', '-q', '--depth=1', `file://${folder}`, shallow)
    expect(() => new Releases(shallow).previous()).toThrow('shallow clone')
    rmSync(shallow, { recursive: true })
  })

  test('a commit that is not there', () => {
    commit('0.1.0')
    expect(() => new Releases(folder).resolve('nowhere')).toThrow('There is no commit nowhere.')
  })
})
