import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { ViewerDocument } from '@mekong/schema/documents'
import { expect, onTestFinished, test } from 'vitest'
import { QueryFailed } from './failure.ts'
import { HttpDoor } from './http-door.ts'

/** A server that answers so, and a door to it that hears for a moment only. */
async function doorTo(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const line: boolean[] = []
  const door = new HttpDoor({
    url: `http://127.0.0.1:${port}/graphql`,
    language: () => 'vi',
    fetch,
    online: (answered) => line.push(answered),
    onsignedout: () => {},
    patienceMs: 200,
  })
  return { door, line }
}

const failureOf = async (asking: Promise<unknown>) => {
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof QueryFailed ? error.failure.kind : error
}

test('a server that says nothing, or stops in the middle, is one that was not reached', async () => {
  const silent = await doorTo(() => {})
  expect(await failureOf(silent.door.ask(ViewerDocument, {}))).toBe('network')
  expect(silent.line).toEqual([false])

  const stopping = await doorTo((_, response) => void response.write('{"data":'))
  expect(await failureOf(stopping.door.ask(ViewerDocument, {}))).toBe('network')
  expect(stopping.line).toEqual([true, false])
})

test('who leaves before the answer is not told that the line is down', async () => {
  const left = new AbortController()
  const { door, line } = await doorTo(() => left.abort())
  expect(await failureOf(door.ask(ViewerDocument, {}, left.signal))).toMatchObject({ name: 'AbortError' })
  expect(line).toEqual([])
})
