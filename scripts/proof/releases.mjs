import { execFileSync } from 'node:child_process'
import { StepFailed } from '../set-up/step-failed.mjs'

/**
 * What git knows of releases. A release commit has a tag `v1.2.3`, or raises `version` in the root's package.json; that of
 * the first version is tagged, for there was no version before it to be raised.
 */
export class Releases {
  /** @param {string} root */
  constructor(root) {
    this.root = root
  }

  /** @param {string} [commit] */
  isRelease(commit = 'HEAD') {
    return this.#git('tag', '--points-at', commit, '--list', tags) !== '' || this.#raisesVersion(commit)
  }

  /** The release before this commit, which may be one itself; undefined before the second. @returns {string | undefined} */
  previous() {
    if (this.#git('rev-parse', '--is-shallow-repository') === 'true')
      throw new StepFailed(
        'This is a shallow clone, which knows no earlier release: fetch the history (git fetch --unshallow --tags).',
      )
    const from = this.isRelease() ? this.#parent('HEAD') : 'HEAD'
    return from && (this.#lastTag(from) ?? this.#lastRaise(from))
  }

  /** @param {string} commit */
  resolve(commit) {
    const found = this.#tried('rev-parse', '--verify', '--quiet', `${commit}^{commit}`)
    if (found === undefined) throw new StepFailed(`There is no commit ${commit}.`)
    return found
  }

  #lastTag(/** @type {string} */ from) {
    return this.#tried('describe', '--tags', '--abbrev=0', '--match', tags, from)
  }

  #lastRaise(/** @type {string} */ from) {
    const touching = this.#git('log', '--first-parent', '--format=%H', from, '--', 'package.json')
    return touching.split('\n').find((commit) => commit !== '' && this.#raisesVersion(commit))
  }

  #raisesVersion(/** @type {string} */ commit) {
    const parent = this.#parent(commit)
    const before = parent && this.#version(parent)
    return before !== undefined && before !== this.#version(commit)
  }

  /** @returns {string | undefined} */
  #version(/** @type {string} */ commit) {
    const text = this.#tried('show', `${commit}:package.json`)
    return text === undefined ? undefined : JSON.parse(text).version
  }

  #parent(/** @type {string} */ commit) {
    return this.#tried('rev-parse', '--verify', '--quiet', `${commit}^`)
  }

  /** Undefined where git says no. */
  #tried(/** @type {string[]} */ ...args) {
    try {
      return this.#git(...args)
    } catch {
      return undefined
    }
  }

  #git(/** @type {string[]} */ ...args) {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  }
}

const tags = 'v[0-9]*'
