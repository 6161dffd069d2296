// The web client by vite's own server, which replaces modules in the open page, and the API beside it, which is built and
// started anew at every change. The browser sees one address: vite passes on what is the API's.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createServer } from 'vite'
import { environment, node, root } from './set-up/toolchain.mjs'

const { env } = process
const apiAddress = `http://${env['HOST'] || '127.0.0.1'}:${env['PORT'] || 4000}`

env['MEKONG_API'] = apiAddress // apps/web/vite.config.ts reads it
process.chdir(join(root, 'apps/web')) // SvelteKit looks for its routes from where it stands
const web = await createServer()
await web.listen()
const address = (web.resolvedUrls?.local[0] ?? '').replace(/\/$/, '')

const ownOrigins = [address, address.replace('localhost', '127.0.0.1')]
const MEKONG_ORIGINS = [env['MEKONG_ORIGINS'], ...ownOrigins].filter(Boolean).join(',')
const api = spawn(node, ['scripts/dev.mjs'], {
  cwd: join(root, 'apps/api'),
  env: { ...environment, MEKONG_ORIGINS },
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
})
const apiEnd = once(api, 'exit')

let isStopping = false
async function stop(code = 0) {
  if (isStopping) return
  isStopping = true
  if (api.connected) api.disconnect() // it stops its server and its database
  await Promise.all([apiEnd, web.close()])
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop())
process.on('message', () => stop())
process.on('disconnect', () => stop())
void apiEnd.then(() => stop(1))

const isUp = () =>
  fetch(`${apiAddress}/livez`).then(
    ({ ok }) => ok,
    () => false,
  )
while (!(await isUp())) await wait(200)
console.log(
  `\nOpen ${address} for the client that follows your changes. Its API is at ${apiAddress}. Ctrl-C stops both.\n`,
)
