import type { WebSocket } from 'ws'
import type { Caller } from '../http/context.ts'
import type { Frame } from './frame.ts'
import type { View } from './view.ts'

/** Above this a socket is not written to; it has to drain first. */
const fullBytes = 64 * 1024

/**
 * One subscription on one socket: a plain record. It *follows* while it has everything that its class was sent; else it
 * catches up by itself, one page after each drained send. No timer, no iterator, no closure of its own while it follows.
 */
export interface Subscriber {
  readonly view: View
  readonly caller: Caller
  readonly socket: WebSocket
  readonly operationId: string
  readonly readerHalf: string
  /** It has been sent everything up to here. */
  seq: number
  state: 'catching-up' | 'following' | 'ended'
  /** What is on its way to a socket that has to drain: since when, and how far the board was then. */
  sending: { readonly since: number; readonly head: number } | null
  /** Ends the operation: nothing follows. */
  readonly end: () => void
}

// As functions: the state changes behind the back of whoever awaits, which the compiler would not believe.
export const isFollowing = ({ state }: Subscriber): boolean => state === 'following'
export const isEnded = ({ state, socket }: Subscriber): boolean =>
  state === 'ended' || socket.readyState !== socket.OPEN
export const isCatchingUp = (subscriber: Subscriber): boolean =>
  subscriber.state === 'catching-up' && !isEnded(subscriber)

export const isFull = ({ socket }: Subscriber): boolean => socket.bufferedAmount >= fullBytes

export function write({ socket, operationId, readerHalf }: Subscriber, frame: Frame): void {
  socket.send(frame.for(operationId, readerHalf), asText)
}

/** Resolves once the system has taken the frame: then there is room for another. */
export function writeAndDrain(subscriber: Subscriber, frame: Frame, head: number): Promise<void> {
  const { socket, operationId, readerHalf } = subscriber
  return drained(subscriber, head, (done) => socket.send(frame.for(operationId, readerHalf), asText, done))
}

/** Resolves once everything written before has gone: a ping goes out behind it. */
export function drain(subscriber: Subscriber, head: number): Promise<void> {
  return drained(subscriber, head, (done) => subscriber.socket.ping('', false, done))
}

async function drained(subscriber: Subscriber, head: number, send: (done: () => void) => void): Promise<void> {
  subscriber.sending = { since: Date.now(), head }
  await new Promise<void>((done) => send(() => done()))
  subscriber.sending = null
}

const asText = { binary: false }
