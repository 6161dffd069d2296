import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StepFailed } from '../set-up/step-failed.mjs'
import { root } from '../set-up/toolchain.mjs'
import { isListening, runBeside, until } from './child.mjs'
import { findProgram, programs } from './programs.mjs'

export const deployedConfiguration = join(root, 'deploy/haproxy.cfg')

/**
 * The balancer's configuration as it is deployed, for nodes on this machine: what differs are addresses and that nobody
 * reads its log.
 * @param {{ port: number, nodePorts: Readonly<Record<string, number>> }} places
 */
export function localConfiguration({ port, nodePorts }) {
  let text = readFileSync(deployedConfiguration, 'utf8')
  /** @param {string | RegExp} found @param {string} instead */
  const replace = (found, instead) => {
    const changed = text.replace(found, instead)
    if (changed === text) throw new Error(`deploy/haproxy.cfg has no ${found}`)
    text = changed
  }
  replace('  log stdout format raw local0 info\n', '')
  replace(/^resolvers docker\n(?: {2}.*\n)+/m, '')
  replace(' resolvers docker init-addr libc,none', '')
  replace('bind :8080', `bind 127.0.0.1:${port}`)
  for (const [name, at] of Object.entries(nodePorts))
    replace(`server ${name} ${name}:4000`, `server ${name} 127.0.0.1:${at}`)
  return text
}

/** @param {{ folder: string, port: number, nodePorts: Readonly<Record<string, number>> }} places */
export async function startBalancer({ folder, port, nodePorts }) {
  const path = findProgram(programs.haproxy)
  if (path === undefined)
    throw new StepFailed('Two nodes need HAProxy in front of them: install it (Debian: apt-get install haproxy).')
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, localConfiguration({ port, nodePorts }))
  const balancer = runBeside(path, ['-db', '-q', '-f', file])
  await until('HAProxy listens', () => isListening(port), 10_000)
  return balancer
}
