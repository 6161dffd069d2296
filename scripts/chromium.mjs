// The browser of the browser tests. There is always one at the end, or a sentence that says why not: a machine without a
// browser must not pass for one on which the tests passed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { installFromDebian } from './debian.mjs'
import { StepFailed } from './set-up/step-failed.mjs'
import { step } from './set-up/step.mjs'
import { root } from './set-up/toolchain.mjs'

/** A quiet browser: no sandbox (containers and root allow none), no GPU, nothing that calls home. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macApps = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium that runs: yours, an installed one, or one that is installed now. */
export async function findChromium(env = process.env) {
  const path = installed(env) ?? (await fromDebian(env)) ?? (await fromPlaywright(env))
  if (path !== undefined) return path
  throw new StepFailed(
    'The browser tests need a Chromium that runs: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
  )
}

/** @param {NodeJS.ProcessEnv} env */
function installed(env) {
  const given = env['CHROMIUM_PATH']
  if (given) {
    if (runs(given)) return given
    throw new StepFailed(`CHROMIUM_PATH (${given}) is not a Chromium that runs.`)
  }
  const folders = (env['PATH'] ?? '').split(delimiter)
  const inPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...inPath, ...macApps].find(runs)
}

/** Ubuntu's `chromium-browser` is a stub that only tells to install another one: so ask, and do not just look. */
const runs = (/** @type {string} */ path) => isExecutable(path) && spawnSync(path, ['--version']).status === 0

function isExecutable(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function fromDebian(env) {
  await installFromDebian('Chromium', ['chromium', 'fonts-liberation'], env)
  return installed(env)
}

/** @param {NodeJS.ProcessEnv} env */
async function fromPlaywright(env) {
  const ofWeb = createRequire(join(root, 'apps/web/package.json'))
  /** @type {import('playwright-core')} */
  const { chromium } = ofWeb('playwright-core')
  const path = chromium.executablePath()
  const cli = join(ofWeb.resolve('playwright-core/package.json'), '../cli.js')
  if (!isExecutable(path))
    await step('Downloading Chromium', process.execPath, [cli, 'install', 'chromium'], env).catch(tell)
  return runs(path) ? path : undefined
}

/** One way failed; the next one is tried, or the last sentence says what to do. */
function tell(/** @type {unknown} */ error) {
  if (!(error instanceof StepFailed)) throw error
  console.error(`${error.output}\n${error.message}`)
}
