import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { WebSocket } from 'ws'

/** How long a client may take to agree that its socket closes. */
const closeMs = 1_000

interface Leave {
  readonly code: number
  readonly reason: string
  /** Over how long they are spread, so that they do not all come again at once. */
  readonly spreadMs: number
  /** What a socket still waits for is answered first, but not for longer than this. */
  readonly patienceMs: number
  running(socket: WebSocket): Iterable<Promise<unknown>>
}

/** Closes sockets in a way that has their clients come again, to this node or to another one. */
export async function sendAway(sockets: readonly WebSocket[], leave: Leave): Promise<void> {
  await Promise.all(
    sockets.map(async (socket) => {
      if (leave.spreadMs > 0) await wait(Math.random() * leave.spreadMs)
      await atMost(leave.patienceMs, Promise.allSettled(leave.running(socket)))
      await turn() // what has run is written to the socket before this turn ends
      socket.close(leave.code, leave.reason)
      await atMost(closeMs, closed(socket))
      socket.terminate() // a client that is cut off never agrees
    }),
  )
}

async function atMost(ms: number, promise: Promise<unknown>): Promise<void> {
  const patience = new AbortController()
  await Promise.race([promise, wait(ms, undefined, { signal: patience.signal }).catch(() => {})])
  patience.abort()
}

const closed = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) resolve()
    else socket.once('close', () => resolve())
  })
