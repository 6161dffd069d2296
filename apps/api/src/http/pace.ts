import type { WebSocket } from 'ws'

const windowMs = 200
/** No client of good will says as much; who does is read no faster. */
const messagesAWindow = 100
/** Above this, what a client does not read has to go before more of it is read. */
const fullBytes = 1024 * 1024

/**
 * Reads a socket no faster than its client may speak, and not at all while the client does not read what it is told: a
 * flood waits in the client's own buffers and costs this process nothing.
 */
export class Pace {
  #began = performance.now()
  #heard = 0

  constructor(private readonly socket: WebSocket) {}

  /** Called with every message. */
  heard(): void {
    const now = performance.now()
    if (now - this.#began >= windowMs) {
      this.#began = now
      this.#heard = 0
    }
    this.#heard++
    const { socket } = this
    if (socket.readyState !== socket.OPEN || socket.isPaused) return
    if (socket.bufferedAmount > fullBytes) {
      socket.pause()
      socket.ping('', false, () => socket.resume()) // goes out behind all that is waiting
    } else if (this.#heard >= messagesAWindow) {
      socket.pause()
      setTimeout(() => socket.resume(), this.#began + windowMs - now).unref()
    }
  }
}
