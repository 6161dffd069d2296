// The programs of others that two nodes need beside them.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installFromDebian } from '../debian.mjs'

/** @typedef {{ name: string, of: string }} Program of which Debian package */

/** @satisfies {Record<string, Program>} */
export const programs = {
  redis: { name: 'redis-server', of: 'redis-server' },
  haproxy: { name: 'haproxy', of: 'haproxy' },
}

/**
 * The path of a program that runs. Debian puts servers where the PATH of ordinary users does not lead.
 * @param {Program} program
 */
export function findProgram({ name }) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path) && runs(path))
}

const runs = (/** @type {string} */ path) => spawnSync(path, ['-v']).status === 0

/** Before tests that need them: what is still missing then is told by the tests that are left out, which CI counts as failures. */
export async function installPrograms() {
  const missing = Object.values(programs).filter((program) => findProgram(program) === undefined)
  if (missing.length === 0) return
  const packages = missing.map(({ of }) => of)
  await installFromDebian(packages.join(' and '), packages)
}
