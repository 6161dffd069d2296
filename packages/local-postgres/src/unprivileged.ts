// PostgreSQL refuses to run as root, and Mekong shall start for root all the same (containers, CI).
import { spawnSync } from 'node:child_process'
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LocalPostgresError } from './errors.ts'

type User = { uid: number; gid: number }

export type Identity = {
  /** Words before the program's name. */
  prefix: readonly string[]
  /** For whom to start the prefix itself, if not for us. */
  user?: User
  /** Whose files the program takes for its own; nothing changes hands without it. */
  owner?: User
}

export function unprivileged(postgres: string, dataDir: string): Identity {
  if (process.getuid?.() !== 0) return { prefix: [] }
  for (const identity of identities()) if (canRun(identity, postgres, dataDir)) return identity
  throw new LocalPostgresError(
    'root',
    'PostgreSQL cannot run as root here: start Mekong as an ordinary user, or set DATABASE_URL to a server of yours.',
  )
}

/** From the least intrusive to the most. */
export function* identities(): Generator<Identity> {
  // A user namespace in which root's files look like another user's: a checkout under /root works, which others may not
  // enter, and the files stay root's.
  yield { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'], owner: { uid: 0, gid: 0 } }
  const user = systemUser()
  if (!user) return
  // Docker forbids new namespaces by default. Next best: another user who keeps root's right to pass closed doors.
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const become = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  yield { prefix: ['setpriv', ...become, ...rights], owner: user }
  yield { prefix: [], user, owner: user }
}

/** The user that a system keeps for PostgreSQL, else the one with the fewest rights. */
function systemUser(): User | undefined {
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody')
  return row && { uid: Number(row[2]), gid: Number(row[3]) }
}

/** Both must be within reach: the binaries, and the folder that the data folder lies in. */
export const canRun = (identity: Identity, postgres: string, dataDir: string) =>
  [[postgres, '--version'] as const, ['ls', '-d', `${dirname(dataDir)}/.`] as const].every(
    ([program, ...args]) =>
      spawnSync(...commandFor(identity, program, args), { ...processOptions(identity) }).status === 0,
  )

export function commandFor({ prefix }: Identity, program: string, args: readonly string[]): [string, string[]] {
  const [first = program, ...rest] = [...prefix, program, ...args]
  return [first, rest]
}

/** The working folder is one that everybody may enter. PostgreSQL's messages are read, so their language is set. */
export const processOptions = ({ user }: Identity) => ({
  ...user,
  cwd: '/',
  env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
})

/** A cluster that was made under another identity (root in a container, before) is refused by PostgreSQL. */
export function handOver(folder: string, { owner }: Identity) {
  if (owner === undefined || statSync(folder).uid === owner.uid) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, entry), owner.uid, owner.gid)
  chownSync(folder, owner.uid, owner.gid)
}
