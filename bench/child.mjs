import { spawn } from 'node:child_process'

/** Starts a server in a process of its own, so that its CPU is its own, and waits until it says where it is. */
export async function startChild(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill()) // a run that failed leaves nobody behind
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
    async stop() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
    },
  }
}
