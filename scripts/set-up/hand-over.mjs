import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { watchForStop } from './signals.mjs'
import { environment, node, root } from './toolchain.mjs'

/**
 * Runs a script of the repository on the pinned Node with our input and output, and gives its exit code. A server is a
 * program that is meant to be stopped: that is its good end.
 * @param {string} script
 * @param {string[]} args
 * @param {{ cwd?: string | undefined, isServer?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function handOver(script, args, { cwd = root, isServer = false } = {}) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child
  let isStopping = false
  // Before the spawn: while it lasts the program is there already, and a signal without a listener would end us alone.
  const unwatch = watchForStop((signal) => {
    isStopping = true
    // A terminal sends its signal to the server too, for which a second one means "at once": so we tell it by message.
    // The channel has another use: the server ends when it breaks, should we be killed.
    if (child?.connected) child.send('stop')
    else child?.kill(signal)
  })
  child = spawn(node, ['--enable-source-maps', join(root, script), ...args], {
    cwd,
    env: environment,
    stdio: ['inherit', 'inherit', 'inherit', ...(isServer ? /** @type {const} */ (['ipc']) : [])],
  })
  const started = child
  return new Promise((resolve, reject) => {
    started.once('error', reject)
    started.once('exit', (code, signal) => {
      unwatch()
      resolve(code ?? (isServer && isStopping ? 0 : 128 + (signal ? constants.signals[signal] : 0)))
    })
  })
}
