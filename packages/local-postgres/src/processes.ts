// Who is behind a process number? After a reboot, or in a container that starts afresh, it may be a stranger.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type Identity = {
  /** Changes when the number is given to another process; comparable on this machine only. */
  started: string
  command: string
}

/** Undefined when there is no such process, or only its zombie: nobody may be there to reap it in a container. */
export function identify(pid: number): Identity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

export const isRunning = (pid: number) => identify(pid) !== undefined

/** Slim Linux images have no `ps`. */
function fromProc(pid: number): Identity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may hold anything; after it: state is field 3, start 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
    return { started: fields[19] ?? '', command }
  } catch {
    return undefined
  }
}

function fromPs(pid: number): Identity | undefined {
  const columns = (name: string) =>
    spawnSync('ps', ['-p', String(pid), '-o', `${name}=`], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    }).stdout.trim()
  const state = columns('state')
  if (state === '' || state.startsWith('Z')) return undefined
  return { started: columns('lstart'), command: columns('command') }
}
