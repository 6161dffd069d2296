import { createServer, type Server, type Socket } from 'node:net'

export interface ReceivedMail {
  readonly to: string
  readonly headers: string
  readonly body: string
}

/** A mail server of a few commands, on a free port, that takes mails or refuses them as a test wants. */
export class MailServer {
  readonly mails: ReceivedMail[] = []
  /** Answers to the next recipients, one each; without any it takes them. */
  readonly refusals: string[] = []
  readonly #server: Server = createServer((socket) => this.#serve(socket))

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get url(): string {
    const address = this.#server.address()
    return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }

  #serve(socket: Socket): void {
    let pending = ''
    let to = ''
    let isData = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    const command = (line: string) => {
      if (/^(EHLO|HELO)/i.test(line)) say('250 mail.test')
      else if (/^MAIL/i.test(line)) say('250 ok')
      else if (/^RCPT/i.test(line)) {
        to = /<([^>]*)>/.exec(line)?.[1] ?? ''
        say(this.refusals.shift() ?? '250 ok')
      } else if (/^DATA/i.test(line)) {
        isData = true
        say('354 go on')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else say('250 ok')
    }
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8')
      for (;;) {
        const end = isData ? '\r\n.\r\n' : '\r\n'
        const at = pending.indexOf(end)
        if (at < 0) return
        const text = pending.slice(0, at)
        pending = pending.slice(at + end.length)
        if (isData) {
          isData = false
          const [headers = '', ...body] = text.split('\r\n\r\n')
          this.mails.push({ to, headers, body: body.join('\r\n\r\n') })
          say('250 taken')
        } else command(text)
      }
    })
    say('220 mail.test')
  }
}
