import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { LocalPostgresError } from './errors.ts'
import { folderArguments, readPostmaster } from './orphan.ts'
import { commandFor, processOptions, type Identity } from './unprivileged.ts'

export type Launch = {
  binaries: Binaries
  identity: Identity
  dataDir: string
  socketFolder: string
  /** False trades safety against a power cut for speed: for tests. */
  isDurable: boolean
  log: (line: string) => void
}

/** Resolves with the server as soon as it takes connections. */
export async function launch(options: Launch): Promise<ChildProcess> {
  const end = performance.now() + 15_000
  for (;;) {
    try {
      return await launchOnce(options)
    } catch (error) {
      // The last backends of a server that was killed a moment ago are still on their way out.
      const isPassing = error instanceof Error && /pre-existing shared memory/.test(error.message)
      if (!isPassing || performance.now() > end) throw error
      await wait(100)
    }
  }
}

function launchOnce({ binaries, identity, dataDir, socketFolder, isDurable, log }: Launch): Promise<ChildProcess> {
  const settings = ['listen_addresses=', 'max_connections=100', 'unix_socket_permissions=0700']
  if (!isDurable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  const args = [...folderArguments(dataDir), socketFolder, ...settings.flatMap((setting) => ['-c', setting])]
  const { env, ...options } = processOptions(identity)
  const server = spawn(...commandFor(identity, binaries.postgres, args), {
    ...options,
    env: { ...env, ...forgivingStranger(dataDir) },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // a process group of its own: Ctrl-C must reach the API first, which then stops us in order
  })
  return new Promise((resolve, reject) => {
    let words = ''
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-4000)
      log(chunk.trimEnd())
      if (words.includes('ready to accept connections')) resolve(server)
    })
    server.once('error', reject)
    server.once('exit', () =>
      reject(new LocalPostgresError('failed', `PostgreSQL did not start on ${dataDir}: ${complaint(words)}`)),
    )
  })
}

/**
 * PostgreSQL does not start while the process named by its lock file lives, whoever that is: after a crash and a reboot
 * it may be a stranger. Deleting the file would help, but also switch off the check for surviving backends. So the
 * stranger is presented as our own launcher, which PostgreSQL expects there (`pg_ctl` does the same for itself).
 */
const forgivingStranger = (dataDir: string): NodeJS.ProcessEnv => {
  const postmaster = readPostmaster(dataDir)
  return postmaster && !postmaster.isServing ? { PG_GRANDPARENT_PID: String(postmaster.pid) } : {}
}

const complaint = (words: string) => {
  const lines = words.trim().split('\n')
  const line = lines.findLast((said) => said.includes('FATAL:')) ?? lines.at(-1)
  return line?.replace(/^.*FATAL:\s*/, '') || 'it gave no reason'
}
