import { spawn } from 'node:child_process'
import { join } from 'node:path'

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

/**
 * Starts a server in a process of its own, so that its CPU is its own, and waits until it says where it is. With
 * `tellsMemory` it also says what it holds after everything that is garbage was collected.
 */
export async function startChild(args, env, { tellsMemory = false } = {}) {
  const probe = tellsMemory ? ['--expose-gc', '--import', join(import.meta.dirname, 'memory.mjs')] : []
  const child = spawn(process.execPath, [...probe, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', ...(tellsMemory ? ['ipc'] : [])],
  })
  const kill = () => child.kill()
  process.once('exit', kill) // a run that failed leaves nobody behind
  const url = await new Promise((done, fail) => {
    child.stdout.on('data', (text) => {
      const found = /http:\/\/\S+/.exec(String(text))
      if (found) done(found[0])
    })
    child.on('exit', (code) => fail(new Error(`${args[0]} ended with ${code}.`)))
  })
  return {
    url,
    pid: child.pid,
    /** In bytes: `held` is heap and buffers, `resident` the whole process. */
    memory: () =>
      new Promise((done) => {
        child.once('message', done)
        child.send('memory')
      }),
    async stop() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
      process.off('exit', kill)
    },
  }
}
