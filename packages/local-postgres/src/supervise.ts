import type { ChildProcess } from 'node:child_process'
import { stopServer } from './orphan.ts'

export type Supervised = { stop: () => Promise<void> }

/** A server that dies under a living Mekong (out of memory, a stray kill) is started again, so that the API recovers. */
export async function supervise(
  start: () => Promise<ChildProcess>,
  log: (line: string) => void,
  onLost: (error: Error) => void,
): Promise<Supervised> {
  let isStopping = false
  let server = await start()
  let restart: Promise<void> | undefined

  const watch = () => server.once('exit', () => void (restart = isStopping ? undefined : startAgain()))
  const startAgain = async () => {
    log('PostgreSQL ended unexpectedly and is started again.')
    try {
      server = await start()
      watch()
    } catch (error) {
      onLost(error instanceof Error ? error : new Error(String(error)))
    }
  }
  watch()

  // Whatever ends this process in its own time (an uncaught error, process.exit) takes the server along.
  const interrupt = () => void server.kill('SIGINT')
  process.once('exit', interrupt)

  return {
    stop: async () => {
      isStopping = true
      await restart
      process.removeListener('exit', interrupt)
      if (server.pid !== undefined && server.exitCode === null && server.signalCode === null)
        await stopServer(server.pid)
    },
  }
}
