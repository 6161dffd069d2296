import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'

const running: (() => unknown)[] = []
afterEach(() => running.splice(0).forEach((end) => end()))

async function start() {
  const child = fork(join(import.meta.dirname, '../test/stoppable.ts'), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  running.push(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (words: string) => (said += words))
  const heard = async (words: string) => {
    while (!said.includes(words)) await once(child.stdout!, 'data') // piped above
  }
  await heard('ready')
  return { child, heard, said: () => said.replace('ready ', '').trim() }
}

describe('a request to stop', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is %s, and the second one means at once', async (signal) => {
    const { child, heard, said } = await start()
    child.kill(signal)
    await heard('first')
    child.kill(signal)
    await once(child, 'exit')
    expect(said()).toBe('first second')
  })

  test('that comes by signal and by the launcher is one request', async () => {
    const { child, heard, said } = await start()
    child.kill('SIGINT')
    await heard('first')
    child.send('stop')
    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(said()).toBe('first second')
  })

  test('is also that the launcher is gone', async () => {
    const { child, heard, said } = await start()
    child.disconnect()
    await heard('first')
    expect(said()).toBe('first')
  })
})
