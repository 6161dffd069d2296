import { join } from 'node:path'
import { startChild } from './child.mjs'
import { post } from './http.mjs'
import { follow } from './socket.mjs'

/** One person asks for what hundreds do: their buckets and sockets are counted as always, and never at an end. */
const wideLimits = JSON.stringify({
  bucketPoints: 1_000_000_000,
  pointsPerSecond: 1_000_000_000,
  socketsPerCaller: 1_000_000,
})

/** The product as anybody runs it: a process of its own, asked over HTTP by somebody who has signed in. */
export class Product {
  #process
  #cookie = ''

  static async start(dist, env, options) {
    const product = new Product()
    product.#process = await startChild(
      [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), join(dist, 'main.js')],
      { ...env, MEKONG_LIMITS: wideLimits },
      options,
    )
    return product
  }

  /** The same server as somebody else sees it. */
  async as(email) {
    const other = new Product()
    other.#process = this.#process
    await other.signIn(email)
    return other
  }

  get pid() {
    return this.#process.pid
  }

  get url() {
    return this.#process.url
  }

  async signIn(email) {
    const { headers } = await post(
      `${this.url}/api/auth/sign-in/email`,
      {},
      JSON.stringify({ email, password: 'mekong-demo' }),
    )
    this.#cookie = headers['set-cookie'][0].split(';')[0]
  }

  /** Any error ends the run: what is refused is not measured. */
  async ask(query, variables) {
    const { text } = await post(`${this.url}/graphql`, { cookie: this.#cookie }, JSON.stringify({ query, variables }))
    if (text.includes('"errors"') || /"userErrors":\[\{/.test(text)) throw new Error(text.slice(0, 300))
    return text
  }

  /** A subscription on a socket of its own, once its first message has come. */
  follow(query, variables, onMessage) {
    const headers = { cookie: this.#cookie, origin: this.url }
    return follow(`${this.url.replace('http', 'ws')}/graphql`, headers, { query, variables }, onMessage)
  }

  memory() {
    return this.#process.memory()
  }

  stop() {
    return this.#process.stop()
  }
}
