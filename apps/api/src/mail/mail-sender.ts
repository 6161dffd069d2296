import { createTransport, type Transporter } from 'nodemailer'
import type { OutboxStore } from './outbox.store.ts'

const lookMs = 3_000
const sweepMs = 10 * 60_000
/** Seconds before the second attempt, the third, ...; the last one again and again until the mail expires. */
const waits = [5, 30, 120, 600, 1800]

interface Options {
  readonly store: OutboxStore
  /** Without it nothing is sent: mails wait in the outbox, where the local page shows them. */
  readonly smtpUrl: string | undefined
  readonly from: string
  readonly onFault: (error: unknown) => void
}

/**
 * Hands the outbox to the mail server. Every node looks; each mail is taken by one of them. A node that dies between
 * handing over and noting it makes a mail come twice, with the same Message-ID, never not at all.
 */
export class MailSender {
  #timers: readonly NodeJS.Timeout[] = []
  #transport: Transporter | undefined
  #working: Promise<void> | undefined
  #isStopped = false

  constructor(private readonly options: Options) {}

  start(): void {
    const { smtpUrl, store, onFault } = this.options
    if (smtpUrl !== undefined) {
      this.#transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 })
      this.#timers = [setInterval(() => this.look(), lookMs).unref()]
    }
    this.#timers = [...this.#timers, setInterval(() => void store.sweep().catch(onFault), sweepMs).unref()]
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#working
    this.#transport?.close()
  }

  /** Something was put into the outbox: no need to wait for the next look. */
  look(): void {
    const transport = this.#transport
    if (transport === undefined || this.#isStopped) return
    this.#working ??= this.#sendAll(transport)
      .catch(this.options.onFault)
      .finally(() => (this.#working = undefined))
  }

  async #sendAll(transport: Transporter): Promise<void> {
    while (!this.#isStopped && (await this.#sendOne(transport))) continue
  }

  async #sendOne(transport: Transporter): Promise<boolean> {
    const { store, from, onFault } = this.options
    const mail = await store.take()
    if (mail === null) return false
    const { id, recipient, subject, content, attempts } = mail
    try {
      await transport.sendMail({ from, to: recipient, subject, messageId: messageId(id, from), ...content })
    } catch (error) {
      const wait = isFinal(error) ? null : (waits[attempts - 1] ?? waits.at(-1) ?? null)
      await store.failed(id, sentenceOf(error), wait)
      onFault(error)
      return true
    }
    await store.sent(id)
    return true
  }
}

const messageId = (id: string, from: string): string => `<${id}@${/@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'}>`

/** The server knows this address not, or this mail is not to its liking: it will not change its mind. */
const isFinal = (error: unknown): boolean =>
  error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)
