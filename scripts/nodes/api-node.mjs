import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { environment, node as nodePath, root } from '../set-up/toolchain.mjs'
import { until } from './child.mjs'

const startMs = 90_000

/** A node in a process of its own, which can be ended and started again on the same port. */
export class ApiNode {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process

  /** @param {string} name @param {number} port @param {NodeJS.ProcessEnv} env */
  constructor(name, port, env) {
    this.name = name
    this.port = port
    this.env = env
  }

  /** Serves, or says by an error why it does not. */
  async start() {
    const child = spawn(nodePath, ['--enable-source-maps', join(root, 'apps/api/dist/main.js')], {
      cwd: root,
      env: { ...environment, ...this.env, HOST: '127.0.0.1', PORT: String(this.port) },
      // The channel ends the node if we are killed. What it says at its start is of one node: the balancer is what counts.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true, // a Ctrl-C is ours to pass on, in order
    })
    this.#process = child
    await until(
      `${this.name} is ready`,
      () => {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${this.name} ended at its start.`)
        return this.isReady()
      },
      startMs,
    )
  }

  async isReady() {
    const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined)
    return answer?.ok === true
  }

  /** Politely: it drains. Gives its exit code. @returns {Promise<number | string | null>} */
  async stop() {
    return this.#end('SIGTERM')
  }

  /** As a power cut. @returns {Promise<number | string | null>} */
  async kill() {
    return this.#end('SIGKILL')
  }

  /** @param {NodeJS.Signals} signal @returns {Promise<number | string | null>} */
  async #end(signal) {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code, by] = await ended
    return code ?? by
  }
}
