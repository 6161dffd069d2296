import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalPostgres, type LocalPostgres } from './start.ts'

/** A fast and forgetful server for tests and measurements. It ends with this process, however that ends. */
export async function temporaryPostgres(): Promise<LocalPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'mekong-temporary-'))
  const cleaner = startCleaner(folder)
  const server = await startLocalPostgres({ dataDir: join(folder, 'data'), durable: false })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await cleaner.finish()
    },
  }
}

/**
 * A test runner that is interrupted may die without a chance to clean up, and its server would run for ever. So a shell
 * waits for the end of a pipe that this process holds, by its will or by its death, and then clears everything away.
 */
export function startCleaner(folder: string) {
  const script = `
    cat > /dev/null
    lock="$1/data/postmaster.pid"
    for try in 1 2 3 4 5 6 7 8 9 10; do
      [ -e "$lock" ] || break
      kill -INT "$(head -n 1 "$lock")" 2> /dev/null || break
      sleep 0.5
    done
    rm -rf "$1"`
  const shell = spawn('sh', ['-c', script, 'mekong-cleaner', folder], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // so that no Ctrl-C ends it before its work
  })
  shell.unref()
  const gone = once(shell, 'exit')
  return {
    async finish() {
      shell.ref()
      shell.stdin.end()
      await gone
    },
  }
}
