import { spawn } from 'node:child_process'
import { watchForStop } from './signals.mjs'
import { StepFailed } from './step-failed.mjs'
import { environment, root } from './toolchain.mjs'

export class Interrupted extends Error {}

/**
 * Runs a command whose words matter only when it fails, and ends the run then.
 * @param {string} label
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd]
 */
export async function step(label, command, args, env, cwd) {
  const { code, output } = await runQuietly(label, command, args, env, cwd)
  if (code !== 0) throw new StepFailed(`${label} failed.`, output)
}

/**
 * Keeps a command's words for later, and tells meanwhile how long it has been at it.
 * @param {string} label
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runQuietly(label, command, args, env = environment, cwd = root) {
  /** @type {Buffer[]} */
  const output = []
  const endProgress = showProgress(label)
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (chunk) => output.push(chunk))
  child.stderr.on('data', (chunk) => output.push(chunk))

  let isInterrupted = false
  const unwatch = watchForStop(() => {
    isInterrupted = true
    child.kill('SIGTERM') // and wait for its end: nothing shall be left running
  })
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output.push(Buffer.from(error.message))
      resolve(1)
    })
    child.on('close', (status) => resolve(status ?? 1))
  })
  unwatch()
  endProgress()
  if (isInterrupted) throw new Interrupted()
  return { code, output: Buffer.concat(output).toString().trimEnd() }
}

const quietMs = 1000 // what is done sooner needs no words

/** To stderr, because stdout belongs to the program that is started in the end. */
function showProgress(/** @type {string} */ label) {
  const began = performance.now()
  const isTerminal = process.stderr.isTTY
  let hasSpoken = false
  const say = (/** @type {string} */ words) => {
    const line = `${label} ${words} ${Math.round((performance.now() - began) / 1000)} s`
    process.stderr.write(isTerminal ? `\r\x1b[2K${line}` : `${line}\n`)
    hasSpoken = true
  }
  const first = setTimeout(say, quietMs, '...')
  const others = setInterval(say, isTerminal ? 1000 : 5000, '...')
  return () => {
    clearTimeout(first)
    clearInterval(others)
    if (hasSpoken) say('took')
    if (hasSpoken && isTerminal) process.stderr.write('\n')
  }
}
