import { Socket } from 'node:net'
import { Client, type ClientConfig } from 'pg'

/**
 * Connections that end when nothing has come or gone for so long. PostgreSQL answers any statement sooner, and the pool
 * gives back what is idle sooner; so the network has forgotten this one without a word, and whoever waits on it would wait
 * until the system gives up, a quarter of an hour later, with one connection less for all others.
 */
export const endingInSilenceOf = (ms: number): typeof Client =>
  class extends Client {
    constructor(config?: string | ClientConfig) {
      super(config)
      this.once('connect', () => {
        const { stream } = this.connection
        // With TLS it is another one than when the client was made.
        if (stream instanceof Socket) stream.setTimeout(ms, () => stream.destroy())
      })
    }
  }
