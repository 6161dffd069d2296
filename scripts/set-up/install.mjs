import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { step } from './step.mjs'
import { linkNode, node, root } from './toolchain.mjs'

export async function install() {
  if (!isInstalled()) await installPackages('Installing packages', root)
  linkNode()
}

/** The versions of the folder's package-lock.json, and nothing else. */
export async function installPackages(/** @type {string} */ label, /** @type {string} */ folder) {
  const { command, args } = npm()
  // With NODE_ENV=production npm would leave out what builds.
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  await step(label, command, [...args, ...flags], process.env, folder)
}

/** npm records what it installed in node_modules/.package-lock.json: compare that, and keep no record of our own. */
function isInstalled() {
  const wanted = readPackages('package-lock.json') ?? {}
  const present = readPackages('node_modules/.package-lock.json')
  if (present === undefined || !existsSync(node)) return false
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    const isInstallable = path.includes('node_modules/') && !link
    // A package of another platform is wanted and rightly absent.
    return !isInstallable || (present[path] ? present[path].version === version : optional === true)
  })
}

/** @returns {Record<string, { version: string, optional?: boolean, link?: boolean }> | undefined} */
function readPackages(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** The npm that runs us, if it is npm (pnpm and yarn set this variable too); else the one in PATH. */
function npm() {
  const running = process.env['npm_execpath']
  const isNpm = running !== undefined && basename(running) === 'npm-cli.js'
  return isNpm ? { command: process.execPath, args: [running] } : { command: 'npm', args: [] }
}
