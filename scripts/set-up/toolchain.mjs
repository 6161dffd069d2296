// Where the tools lie that the lockfile pins.
import { existsSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StepFailed } from './step-failed.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const { platform, arch } = process
const packageOfNode = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`

/** Node comes by npm like everything else, so that all machines run the same one. */
export const node = join(root, 'node_modules', packageOfNode, 'bin', 'node')

const bin = join(root, 'node_modules', '.bin')

/** A command-line tool that a package brings. */
export const tool = (/** @type {string} */ name) => join(bin, name)

/** For child processes: tools that start `node` must find the pinned one, and none of them shall phone home. */
export const environment = {
  ...process.env,
  PATH: [dirname(node), bin, process.env['PATH']].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}

/** npm 10 drops `.bin/node` together with the platforms that it skips; the tools in .bin start `node` by name. */
export function linkNode() {
  if (existsSync(tool('node'))) return
  rmSync(tool('node'), { force: true }) // a link into nowhere
  symlinkSync(join('..', packageOfNode, 'bin', 'node'), tool('node'))
}

export function refuseUnsupported() {
  const reason = unsupported()
  if (reason !== undefined) throw new StepFailed(reason)
}

function unsupported() {
  if (Number.parseInt(process.versions.node, 10) < 20)
    return `Mekong needs Node 20 or newer, this is ${process.version}.`
  if (platform === 'win32') return 'On Windows, Mekong runs in WSL (Windows Subsystem for Linux).'
  if (!['linux', 'darwin'].includes(platform) || !['x64', 'arm64'].includes(arch))
    return `Mekong runs on Linux and macOS, on x64 and arm64, and not on ${platform} ${arch}.`
  Object.assign(process.report, { excludeNetwork: true }) // looking up names of peers can take seconds
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  if (platform === 'linux' && header.glibcVersionRuntime === undefined)
    return 'Mekong needs a Linux with glibc (Debian, Ubuntu, Fedora, ...): its PostgreSQL does not run on Alpine.'
  return undefined
}
