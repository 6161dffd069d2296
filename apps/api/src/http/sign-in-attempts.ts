const windowMs = 60_000
const perAccount = 5
const perAddress = 60
const mostNames = 20_000

/**
 * Failed sign-ins of the last minute, by account and address, so that a guesser is held up and neither an office behind
 * one address nor the owner of the account elsewhere is. An account that does not exist counts like any other. The
 * second, wider count stops who tries one password on many accounts.
 */
export class SignInAttempts {
  readonly #times = new Map<string, number[]>()

  constructor(private readonly clock: () => number = Date.now) {}

  /** Seconds to wait, or null: then the attempt counts as failed until `succeeded` takes it back. */
  begin(email: string, address: string): number | null {
    const now = this.clock()
    const account = nameOf(email, address)
    const wait = Math.max(this.#wait(account, perAccount, now), this.#wait(address, perAddress, now))
    if (wait > 0) return Math.ceil(wait / 1000)
    for (const name of [account, address]) this.#add(name, now)
    return null
  }

  succeeded(email: string, address: string): void {
    this.#times.delete(nameOf(email, address))
    this.#times.get(address)?.pop()
  }

  #wait(name: string, most: number, now: number): number {
    const recent = (this.#times.get(name) ?? []).filter((time) => time > now - windowMs)
    const leaves = recent.at(-most)
    return leaves === undefined ? 0 : leaves + windowMs - now
  }

  #add(name: string, now: number): void {
    const recent = (this.#times.get(name) ?? []).filter((time) => time > now - windowMs)
    this.#times.delete(name) // to the young end
    this.#times.set(name, [...recent, now])
    for (const [oldest] of this.#times) if (this.#times.size > mostNames) this.#times.delete(oldest)
  }
}

const nameOf = (email: string, address: string): string => `${email.trim().toLowerCase()} ${address}`
