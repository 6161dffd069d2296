// CI builds no images. What it can see of the deployment without Docker: the compose file obeys its schema, the API
// would accept the variables, and the balancer leads to the nodes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEnv } from '../../apps/api/src/env.ts'
import { root, tool } from '../set-up/toolchain.mjs'

const file = join(root, 'docker-compose.yml')
const text = readFileSync(file, 'utf8')
/** @type {{ services: Record<string, { environment?: Record<string, string>, volumes?: string[] }> }} */
const compose = parse(text, { merge: true })
const nodes = Object.keys(compose.services).filter((name) => name.startsWith('api-'))

const validate = (/** @type {string} */ path) =>
  spawnSync(tool('dclint'), ['--max-warnings', '0', path], { cwd: root, encoding: 'utf8' })

describe('the compose file', () => {
  test('obeys the schema', () => {
    expect(validate(file)).toMatchObject({ status: 0, stderr: '' })
  })

  test('would not with a misspelt key', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mekong-compose-'))
    writeFileSync(join(folder, 'docker-compose.yml'), text.replace('ports:', 'prots:'))
    const { status, stdout } = validate(join(folder, 'docker-compose.yml'))
    rmSync(folder, { recursive: true })
    expect(status).toBe(1)
    expect(stdout).toContain('/services/balancer')
  })

  test('shows two nodes behind one balancer, PostgreSQL and Redis', () => {
    expect(Object.keys(compose.services)).toEqual(['api-1', 'api-2', 'balancer', 'database', 'redis'])
  })
})

describe.each(nodes)('%s', (name) => {
  const environment = compose.services[name]?.environment ?? {}
  /** As compose puts them in: what is given, else the default after `:-`. */
  const given = Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [
      key,
      value.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, _name, kind, word) => (kind === '-' ? word : 'secret')),
    ]),
  )

  test('is given variables that the API knows and accepts', () => {
    const env = readEnv(given)
    expect(Object.keys(env)).toEqual(expect.arrayContaining(Object.keys(given)))
    expect(env).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', MEKONG_DEMO: false })
    expect(new URL(env.REDIS_URL ?? '').hostname).toBe('redis')
    expect(env.MEKONG_TRUSTED_PROXIES).not.toEqual([])
  })

  test('is behind the balancer', () => {
    const balancer = readFileSync(join(root, 'deploy/haproxy.cfg'), 'utf8')
    expect(balancer).toContain(`server ${name} ${name}:${readEnv({}).PORT}`)
  })
})
