/**
 * How much JavaScript a first visit loads before a screen stands, gzipped: what the build's own manifest says that the
 * screen imports, and its words in Vietnamese. Parts that are fetched later do not count.
 *
 *     npx turbo run build --filter=@mekong/web && node apps/web/scripts/first-js.mjs
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const web = new URL('../', import.meta.url)
const client = new URL('.svelte-kit/output/client/', web)
const generated = '.svelte-kit/generated/build/client-optimized'

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    console.error('There is no build yet: npx turbo run build --filter=@mekong/web')
    process.exit(1)
  }
}

const manifest = JSON.parse(read(new URL('.vite/manifest.json', client)))

/** The node of a route's own file, as SvelteKit numbers them. */
const nodeOf = (file) => {
  const key = Object.keys(manifest).find(
    (name) => name.startsWith(`${generated}/nodes/`) && read(new URL(name, web)).includes(`src/routes/${file}"`),
  )
  if (!key) throw new Error(`The build has no ${file}.`)
  return key
}

/** What begins every page. */
const frame = [
  ...Object.keys(manifest).filter((name) => name.endsWith('/client/entry.js') || name === `${generated}/app.js`),
  nodeOf('+layout.svelte'),
]
const wordsOf = (part) => Object.keys(manifest).filter((name) => name.endsWith(`/words/src/vi/${part}.ts`))

const screens = [
  { name: 'sign-in', budget: 70, starts: [...frame, nodeOf('sign-in/+page.svelte'), ...wordsOf('basics')] },
  {
    name: 'board',
    budget: 160,
    starts: [
      ...frame,
      nodeOf('(app)/+layout.svelte'),
      nodeOf('(app)/b/[pipeline]/+layout.svelte'),
      nodeOf('(app)/b/[pipeline]/+page.svelte'),
      ...wordsOf('basics'),
      ...wordsOf('work'),
    ],
  },
]

function filesOf(starts) {
  const files = new Set()
  const visit = (key) => {
    const { file, imports = [] } = manifest[key]
    if (files.has(file)) return
    files.add(file)
    imports.forEach(visit)
  }
  starts.forEach(visit)
  return [...files]
}

const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(6)

for (const { name, budget, starts } of screens) {
  const sizes = filesOf(starts)
    .map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, client)), { level: 9 }).length }))
    .toSorted((a, b) => b.bytes - a.bytes)
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(`${name.padEnd(10)}${kB(total)} kB of ${budget} in ${sizes.length} files`)
  for (const { file, bytes } of sizes.slice(0, process.argv.includes('--files') ? sizes.length : 5))
    console.log(`  ${kB(bytes)}  ${file}`)
}
