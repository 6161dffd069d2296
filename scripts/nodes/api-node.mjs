import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { StepFailed } from '../set-up/step-failed.mjs'
import { environment, node as nodePath, root } from '../set-up/toolchain.mjs'
import { until } from './child.mjs'

const startMs = 90_000

/** A node in a process of its own, which can be ended and started again on the same port. */
export class ApiNode {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process
  /** From when it served until we end it. */
  #isWanted = false

  /**
   * @param {string} name
   * @param {number} port
   * @param {NodeJS.ProcessEnv} env
   * @param {(line: string) => void} tell hears what it logs, and of an end that nobody asked for
   */
  constructor(name, port, env, tell) {
    this.name = name
    this.port = port
    this.env = env
    this.tell = tell
  }

  /** Serves, or says by an error why it does not. */
  async start() {
    const child = spawn(nodePath, ['--enable-source-maps', join(root, 'apps/api/dist/main.js')], {
      cwd: root,
      env: { ...environment, ...this.env, HOST: '127.0.0.1', PORT: String(this.port) },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'], // the channel ends the node if we are killed
      detached: true, // a Ctrl-C is ours to pass on, in order
    })
    this.#process = child
    this.#listen(child)
    await until(
      `${this.name} is ready`,
      () => {
        if (child.exitCode !== null || child.signalCode !== null) throw new StepFailed(`${this.name} could not start.`)
        return this.isReady()
      },
      startMs,
    )
    this.#isWanted = true
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
    this.#isWanted = false
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code, by] = await ended
    return code ?? by
  }

  /** @param {import('node:child_process').ChildProcess} child */
  #listen(child) {
    if (child.stdout === null) return
    // What it welcomes people with is of one node: the balancer's address is what counts. What it logs are objects.
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.tell(`${this.name}: ${line}`)
    })
    child.once('exit', (code, signal) => {
      if (this.#isWanted) this.tell(`${this.name} has ended, unasked (${signal ?? code}).`)
      this.#isWanted = false
    })
  }
}
