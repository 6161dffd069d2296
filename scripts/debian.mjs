// What tests need of Debian. On a bare machine root installs it; elsewhere the sentence of a skipped test says what to do.
import { spawnSync } from 'node:child_process'
import { StepFailed } from './set-up/step-failed.mjs'
import { step } from './set-up/step.mjs'
import { environment } from './set-up/toolchain.mjs'

/**
 * Installs packages where that is possible: as root, on Debian and its kin. True: it was tried and went well.
 * @param {string} what
 * @param {string[]} packages
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function installFromDebian(what, packages, env = process.env) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { env }).status !== 0) return false
  const quiet = { ...environment, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await step('Reading the list of Debian packages', 'apt-get', ['update'], quiet)
    await step(`Installing ${what}`, 'apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet)
    return true
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    console.error(`${error.output}\n${error.message}`)
    return false
  }
}
