import type { WebSocket } from 'ws'

const windowMs = 200
/** No client of good will says as much; who does is read no faster. */
const messagesAWindow = 100
/** All sockets of one person or key together. */
const messagesOfAll = 200
/** Above this, what a client does not read has to go before more of it is read. */
const fullBytes = 1024 * 1024

/** How many messages were heard lately. */
class Count {
  #began = performance.now()
  #heard = 0

  constructor(private readonly most: number) {}

  /** How long to wait before one more. */
  get waitMs(): number {
    const now = performance.now()
    if (now - this.#began >= windowMs) {
      this.#began = now
      this.#heard = 0
    }
    return this.#heard < this.most ? 0 : this.#began + windowMs - now
  }

  add(): void {
    this.#heard++
  }
}

/**
 * Hears sockets no faster than their clients may speak, each and all of whoever opened them, and not at all while a client
 * does not read what it is told: a flood waits in the client's own buffers and costs this process nothing. What was read
 * with one look, hundreds of small messages, waits here.
 */
export class Paces {
  readonly #ofAll = new Map<string, { readonly count: Count; sockets: number }>()

  /** Through what it gives back every message has to go. */
  of<Message>(who: string, socket: WebSocket, hear: (message: Message) => void): (message: Message) => void {
    const counts = [new Count(messagesAWindow), this.#shared(who, socket)]
    const waiting: Message[] = []
    let isWaiting = false
    let late = 0
    const goOn = (): void => {
      isWaiting = false
      for (let message = waiting[0]; message !== undefined; message = waiting[0]) {
        if (socket.readyState !== socket.OPEN) {
          waiting.length = 0
          return socket.resume() // or it would never hear the end
        }
        const waitMs = Math.max(...counts.map((count) => count.waitMs))
        if (waitMs > 0) {
          isWaiting = true
          if (!socket.isPaused) socket.pause()
          setTimeout(goOn, waitMs).unref()
          return
        }
        waiting.shift()
        for (const count of counts) count.add()
        hear(message)
      }
      // Of a socket that closes, `ping` calls back at once: that would go round for ever.
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount <= fullBytes) return socket.resume()
      isWaiting = true
      socket.pause()
      socket.ping('', false, goOn) // goes out behind all that is waiting
    }
    return (message) => {
      if (socket.readyState !== socket.OPEN) {
        // Some may have been on their way. Who talks on and on is cut off: closing in good order takes two.
        if (++late > messagesAWindow) socket.terminate()
        return
      }
      waiting.push(message)
      if (!isWaiting) goOn()
    }
  }

  #shared(who: string, socket: WebSocket): Count {
    const all = this.#ofAll.get(who) ?? { count: new Count(messagesOfAll), sockets: 0 }
    this.#ofAll.set(who, all)
    all.sockets++
    socket.once('close', () => {
      all.sockets--
      if (all.sockets === 0) this.#ofAll.delete(who)
    })
    return all.count
  }
}
