import type { Env } from './env.ts'

/** Where people find us: what links in mails begin with. Never what a request says, for anybody writes a request. */
export class Site {
  #address: string

  constructor(private readonly env: Pick<Env, 'MEKONG_URL' | 'HOST' | 'PORT'>) {
    this.#address = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`
  }

  /** Known only once it listens: port 0 takes any. */
  listensAt(address: string): void {
    this.#address = address
  }

  get url(): string {
    return this.env.MEKONG_URL ?? this.#address
  }

  get host(): string {
    return new URL(this.url).hostname
  }
}
