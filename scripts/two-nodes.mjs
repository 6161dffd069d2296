// `npm run two-nodes`: what docker-compose.yml shows, on this machine and without Docker (docs/operations.md).
import { createInterface } from 'node:readline'
import { LocalPostgresError } from '@mekong/local-postgres'
import { startStack } from './nodes/stack.mjs'
import { watchForStop } from './set-up/signals.mjs'
import { StepFailed } from './set-up/step-failed.mjs'

/** @type {Awaited<ReturnType<typeof startStack>> | undefined} */
let stack
let isStopping = false
const starting = Promise.withResolvers()

async function stop() {
  if (isStopping) return
  isStopping = true
  await starting.promise
  await stack?.stop()
  process.exit(0)
}

/** Asked twice by the same way means at once; one Ctrl-C comes by two. */
function requests() {
  let count = 0
  return () => {
    count += 1
    if (count > 1) process.exit(0)
    void stop()
  }
}
watchForStop(requests())
process.on('message', requests())
process.on('disconnect', () => void stop())

/** Each drains, ends and comes back before the next one goes, so that somebody always serves. */
async function restartOneByOne() {
  for (const node of stack?.nodes ?? []) {
    console.log(`${node.name} stops ...`)
    await node.stop()
    await node.start()
    console.log(`${node.name} is back.`)
  }
}

/** What a person can mend is a sentence; everything else is a defect of ours and keeps its stack. */
function complain(/** @type {unknown} */ error) {
  const isForPeople = error instanceof StepFailed || error instanceof LocalPostgresError
  console.error(isForPeople ? error.message : error)
}

try {
  stack = await startStack({ env: process.env, tell: (line) => console.log(line) })
  const words = [
    '',
    `Mekong is at ${stack.url}, by two nodes behind HAProxy. Wake-ups go by ${stack.wakeUpsBy}.`,
    ...(process.env['MEKONG_DEMO'] === '0' ? [] : ['Sign in as manager@demo.mekong.test with mekong-demo.']),
    'Enter restarts the nodes one after the other, also one that ended. Ctrl-C stops everything.',
    '',
  ]
  console.log(words.join('\n'))
  starting.resolve(undefined)
  let restarting = Promise.resolve()
  createInterface({ input: process.stdin }).on('line', () => {
    restarting = restarting.then(restartOneByOne).catch(complain)
  })
} catch (error) {
  complain(error)
  process.exit(1)
}
