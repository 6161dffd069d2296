import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * A server of somebody else's that runs for as long as it is wanted, and not longer than this process: a shell holds a pipe
 * to us and ends it when the pipe breaks.
 * @param {string} path
 * @param {string[]} args
 */
export function runBeside(path, args) {
  const script = '"$@" & server=$!; cat > /dev/null; { kill "$server"; wait "$server"; } 2> /dev/null'
  const shell = spawn('sh', ['-c', script, 'beside', path, ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
    cwd: '/',
    detached: true, // a Ctrl-C is ours to pass on, in order
  })
  const gone = once(shell, 'exit')
  return {
    async stop() {
      shell.stdin?.end()
      await gone
    },
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a port')
  await new Promise((resolve) => server.close(resolve))
  return address.port
}

/**
 * @param {string} what
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {number} [withinMs]
 */
export async function until(what, isSo, withinMs = 60_000) {
  const end = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs / 1_000} s`)
    await wait(25)
  }
}

/** @param {number} port @returns {Promise<boolean>} */
export const isListening = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
