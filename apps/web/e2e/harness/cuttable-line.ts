import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A line to the server that can be cut, and restored, without the browser or the server knowing beforehand. */
export class CuttableLine {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #targetPort: () => number = () => 0
  #state: 'up' | 'cut' | 'frozen' = 'up'
  #port = 0

  constructor() {
    this.#server = createServer((near) => this.#join(near))
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** A server that is started again may have another port. */
  leadTo(targetPort: () => number): void {
    this.#targetPort = targetPort
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('not a port')
    this.#port = address.port
  }

  /** Every connection breaks and none is made. */
  cut(): void {
    this.#state = 'cut'
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Connections stay and nothing comes through: the line that dies without a word. */
  freeze(): void {
    this.#state = 'frozen'
    for (const socket of this.#sockets) socket.pause()
  }

  restore(): void {
    this.#state = 'up'
    for (const socket of this.#sockets) socket.resume()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  #join(near: Socket): void {
    if (this.#state === 'cut') return void near.destroy()
    const far = connect(this.#targetPort(), '127.0.0.1')
    for (const socket of [near, far]) {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
      if (this.#state === 'frozen') socket.pause()
    }
    near.pipe(far)
    far.pipe(near)
  }
}
