import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from '@prometheus-io/client'

/** What is looked up when somebody asks, and what each means. */
const gauges = {
  ws_connections: 'Open WebSockets on this node.',
  ws_buffered_bytes: 'Written to sockets of subscribers and not yet taken by the system.',
  board_subscribers: 'Subscriptions of boards on this node.',
  board_subscribers_catching_up: 'Of those, how many have not yet been sent everything.',
  longest_tx_seconds: 'Age of the oldest open transaction in the database, ours or not.',
  wake_degraded: '1 while wake-ups of other nodes do not arrive and the safety poll alone carries delivery.',
} as const

/** Numbers of one node for Prometheus. Labels come from fixed sets: never an id, a name, an address or a text of a caller. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #own = { registers: [this.#registry] }

  /** From the event's own time, by the database's clock, to the sockets of this node. */
  readonly feedLag = new Histogram({
    ...this.#own,
    name: 'feed_lag_seconds',
    help: 'From a change to the sockets of its board, once for each class of readers.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 1.5, 2.5, 5, 10],
  })
  readonly feedGaps = new Counter({
    ...this.#own,
    name: 'feed_gap_detected_total',
    help: 'Events that a board was found to lack. Anything but 0 is a defect.',
  })
  readonly resyncs = new Counter({
    ...this.#own,
    name: 'resync_total',
    help: 'Subscriptions that were told to begin anew.',
    labelNames: ['reason'] as const,
  })
  readonly slowConsumers = new Counter({
    ...this.#own,
    name: 'slow_consumer_closed_total',
    help: 'Sockets closed because their client did not read.',
  })
  readonly txRetries = new Counter({
    ...this.#own,
    name: 'tx_retry_total',
    help: 'Writes that lost against others and were run again.',
  })
  readonly deadlocks = new Counter({
    ...this.#own,
    name: 'deadlock_total',
    help: 'Writes that PostgreSQL ended to resolve a deadlock.',
  })
  readonly operationCost = new Histogram({
    ...this.#own,
    name: 'op_cost',
    help: 'Points of admitted GraphQL operations.',
    buckets: [1, 10, 50, 100, 500, 1_000, 2_500, 5_000, 10_000],
  })
  readonly authzDenied = new Counter({
    ...this.#own,
    name: 'authz_denied_total',
    help: 'Requests and operations refused for want of rights.',
    labelNames: ['code'] as const,
  })
  readonly requestDuration = new Histogram({
    ...this.#own,
    name: 'http_request_duration_seconds',
    help: 'From a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
  })
  readonly operationDuration = new Histogram({
    ...this.#own,
    name: 'graphql_operation_duration_seconds',
    help: 'Execution of queries and mutations, by the name of our own documents; all others are "other".',
    labelNames: ['document', 'kind'] as const,
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
  })
  readonly boardAnswers = new Counter({
    ...this.#own,
    name: 'board_answers_total',
    help: 'Answers to board queries: "kept" ones were given again, "made" ones read and kept.',
    labelNames: ['way'] as const,
  })

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
  }

  /** A write lost a race against others; PostgreSQL's code says which. */
  lostRace(code: string): void {
    this.txRetries.inc()
    if (code === '40P01') this.deadlocks.inc()
  }

  /** Has a gauge read from now on. What can't be read is told as NaN, which Prometheus knows. */
  read(name: keyof typeof gauges, now: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      ...this.#own,
      name,
      help: gauges[name],
      collect: async () => gauge.set(await read(now)),
    })
  }

  /** All of it, as Prometheus reads it. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() }
  }
}

async function read(now: () => number | Promise<number>): Promise<number> {
  try {
    return await now()
  } catch {
    return Number.NaN
  }
}
