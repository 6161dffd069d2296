// A fence that nobody has seen refuse anything may as well be open: dependency-cruiser says "no violations" too when it
// could not read a file. So each gets a forbidden import, in a small likeness of the
// repository, and must be the one to refuse it.
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root, tool } from '../set-up/toolchain.mjs'

/**
 * The file to plant, what it imports, the rule of .dependency-cruiser.cjs that must refuse it, and whether .oxlintrc.json
 * must refuse it as well (only what can be told from the import's text).
 * @type {[file: string, imports: string, rule: string, isLinted?: boolean][]}
 */
const plants = [
  ['packages/domain/src/planted-orm.ts', 'typeorm', 'domain-alone', true],
  ['packages/domain/src/planted-node.ts', 'node:fs', 'domain-alone', true],
  ['packages/domain/src/planted-words.ts', '@mekong/words', 'domain-alone', true],
  ['packages/words/src/planted-graphql.ts', 'graphql', 'words-alone', true],
  ['packages/words/src/planted-rule.ts', '@mekong/domain', 'words-know-types-only'],
  ['packages/schema/src/planted-server.ts', 'type-graphql', 'schema-alone', true],
  ['packages/local-postgres/src/planted-driver.ts', 'pg', 'local-postgres-alone', true],
  ['packages/local-postgres/src/planted-app.ts', '../../../apps/api/src/env.ts', 'packages-know-no-app'],
  ['apps/web/src/lib/planted-type.ts', '../../../api/src/env.ts', 'web-never-api', true],
  ['apps/api/src/planted-web.ts', '../../web/src/lib/planted-type.ts', 'api-never-web', true],
  ['apps/api/src/modules/planted/planted.resolver.ts', 'typeorm', 'resolver-translates', true],
  ['apps/api/src/modules/planted/row.resolver.ts', './planted.entity.ts', 'resolver-translates', true],
  ['apps/api/src/modules/planted/planted.object.ts', 'typeorm', 'objects-know-no-rows', true],
  ['apps/api/src/modules/planted/planted.inputs.ts', './planted.entity.ts', 'objects-know-no-rows', true],
  ['apps/api/src/modules/planted/asking.object.ts', './planted.store.ts', 'objects-ask-no-store'],
  ['apps/api/src/modules/planted/planted.store.ts', 'graphql', 'rows-know-no-transport', true],
  ['apps/api/src/modules/planted/planted.entity.ts', 'type-graphql', 'rows-know-no-transport', true],
  ['apps/api/src/modules/planted/move-planted.ts', 'graphql', 'use-case-knows-no-transport', true],
  ['apps/api/src/modules/planted/answer-planted.ts', 'fastify', 'use-case-knows-no-transport', true],
  ['apps/api/src/modules/planted/push-planted.ts', 'ws', 'use-case-knows-no-transport', true],
  ['apps/api/src/modules/planted/show-planted.ts', './planted.object.ts', 'use-case-knows-no-transport'],
  ['apps/api/src/modules/planted/name-planted.ts', '../../http/planted.ts', 'use-case-knows-no-request'],
  ['apps/api/src/modules/planted/load-planted.ts', 'typeorm', 'use-case-knows-no-orm', true],
  ['apps/api/src/modules/planted/planted.lists.ts', 'typeorm', 'use-case-knows-no-orm', true],
  ['apps/api/src/live/planted.ts', '../modules/planted/planted.resolver.ts', 'live-knows-no-use-case'],
  ['apps/web/src/lib/ui/Planted.svelte', '#lib/planted/state.svelte.ts', 'ui-knows-nothing', true],
  ['apps/web/src/lib/ui/planted.ts', '@mekong/schema/documents', 'ui-knows-nothing', true],
  ['apps/web/src/lib/i18n/planted.ts', '#lib/ui/planted.ts', 'i18n-knows-words-only'],
  ['apps/web/src/lib/other/planted.ts', '#lib/planted/state.svelte.ts', 'features-apart'],
  ['apps/web/src/lib/planted/state.svelte.ts', '@apollo/client', 'only-lib-api-knows-apollo', true],
  ['apps/web/src/lib/planted/circle.ts', './round.ts', 'no-circle'],
  ['apps/api/src/planted-nowhere.ts', './nowhere.ts', 'resolvable'],
]

/** What the plants lead to. */
const ground = [
  'packages/domain/src/index.ts',
  'packages/words/src/index.ts',
  'packages/schema/src/generated/graphql.ts',
  'apps/api/src/env.ts',
  'apps/api/src/http/planted.ts',
]

const copy = realpathSync(mkdtempSync(join(tmpdir(), 'mekong-fences-')))

function write(/** @type {string} */ file, /** @type {string} */ text) {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), text)
}

function plant(/** @type {string} */ file, /** @type {string} */ imports) {
  const kind = file.includes('planted-type') ? 'import type' : 'import'
  const script = `${kind} * as forbidden from '${imports}'\nexport ${kind === 'import' ? 'const kept =' : 'type Kept = typeof'} forbidden\n`
  write(file, file.endsWith('.svelte') ? `<script lang="ts" module>\n${script}</script>\n` : script)
}

/** The same packages, except that our own lead to the copy. */
function linkPackages() {
  mkdirSync(join(copy, 'node_modules/@mekong'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@mekong' && name !== '.vite')
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  for (const workspace of ['apps/api', 'apps/web', 'packages/domain', 'packages/words', 'packages/schema']) {
    write(`${workspace}/package.json`, readFileSync(join(root, workspace, 'package.json'), 'utf8'))
    symlinkSync(join(copy, workspace), join(copy, 'node_modules/@mekong', basename(workspace)))
  }
}

/** @returns {any} */
const runForJson = (/** @type {string} */ name, /** @type {string[]} */ args) =>
  JSON.parse(spawnSync(tool(name), args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout)

/** Rule and file of every violation. @type {Set<string>} */
let refused
/** File of every forbidden import. @type {Set<string>} */
let linted

beforeAll(() => {
  for (const file of ['package.json', 'tsconfig.base.json', '.oxlintrc.json', '.dependency-cruiser.cjs'])
    write(file, readFileSync(join(root, file), 'utf8'))
  linkPackages()
  for (const file of ground) write(file, 'export {}\n')
  for (const [file, imports] of plants) plant(file, imports)
  plant('apps/web/src/lib/planted/round.ts', './circle.ts')

  const cruise = runForJson('depcruise', ['--output-type', 'json', 'apps', 'packages'])
  const violations = /** @type {{ rule: { name: string }, from: string }[]} */ (cruise.summary.violations)
  refused = new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`))

  const lint = /** @type {{ diagnostics: { code?: string, filename: string }[] }} */ (
    runForJson('oxlint', ['--format', 'json', 'apps', 'packages'])
  )
  linted = new Set(
    lint.diagnostics.filter(({ code }) => code?.includes('no-restricted-imports')).map(({ filename }) => filename),
  )
}, 60_000)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('dependency-cruiser', () => {
  test.each(plants)('refuses %s with %s: %s', (file, _imports, rule) => {
    expect(refused).toContain(`${rule}: ${file}`)
  })

  test('has no fence that nobody has tried', () => {
    /** @type {{ forbidden: { name: string }[] }} */
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
    expect(forbidden.map(({ name }) => name).sort()).toEqual([...new Set(plants.map(([, , rule]) => rule))].sort())
  })

  test('leaves alone what is allowed', () => {
    expect([...refused].filter((violation) => ground.some((file) => violation.endsWith(`: ${file}`)))).toEqual([])
  })
})

test.each(plants.filter(([, , , isLinted]) => isLinted))('oxlint refuses %s with %s', (file) => {
  expect(linted).toContain(file)
})
