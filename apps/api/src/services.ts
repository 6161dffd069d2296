import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import { dataSource, poolOf } from './data/data-source.ts'
import { longestTransaction } from './data/longest-transaction.ts'
import { migrate } from './data/migrate.ts'
import { preparedOn, sqlOn, type Sql } from './data/sql.ts'
import { transactionsOn, type InTransaction } from './data/transaction.ts'
import { Writes } from './data/write.ts'
import type { Env } from './env.ts'
import { cursorSeal, type CursorSeal } from './graphql/cursor.ts'
import { AuthEvents } from './http/auth-events.ts'
import { makeAuth, type Auth } from './http/auth.ts'
import { CallerStore } from './http/caller.store.ts'
import { Callers } from './http/callers.ts'
import { makeLoaders } from './http/loaders.ts'
import type { Log } from './http/log.ts'
import { maskResult } from './http/mask.ts'
import { ProviderInvitations } from './http/provider-invitations.ts'
import { withRedactions } from './http/redaction.ts'
import { readSecrets } from './http/secrets.ts'
import { SignInAttempts } from './http/sign-in-attempts.ts'
import { Census } from './http/throttle/census.ts'
import { PgBucketStore } from './http/throttle/pg-bucket-store.ts'
import { Throttle } from './http/throttle/throttle.ts'
import { HandOvers } from './jobs/hand-overs.ts'
import { Cursors } from './live/cursor.ts'
import { Feed } from './live/feed.ts'
import { FeedStore } from './live/feed.store.ts'
import { Hub } from './live/hub.ts'
import { KeptTotals } from './live/kept-totals.ts'
import { makeWakeBus } from './live/make-wake-bus.ts'
import { Presence } from './live/presence.ts'
import { Recount } from './live/recount.ts'
import { Retention } from './live/retention.ts'
import { RightsWatch } from './live/rights-watch.ts'
import type { WakeBus } from './live/wake-bus.ts'
import { MailSender } from './mail/mail-sender.ts'
import { OutboxStore } from './mail/outbox.store.ts'
import { Metrics } from './metrics.ts'
import { tellRights } from './modules/team/tell-rights.ts'
import { Site } from './site.ts'

/** Everything that lives as long as the process and that more than one module uses. */
export interface Services {
  readonly env: Env
  readonly log: Log
  readonly data: DataSource
  /** The ORM's own pool, for statements that need no mapping. */
  readonly pool: Pool
  readonly sql: Sql
  /** For reading in the same words again and again. */
  readonly prepared: Sql
  readonly inTransaction: InTransaction
  /** Makes the cursors of lists, from the secret that all nodes share. */
  readonly seal: CursorSeal
  readonly auth: Auth
  readonly authEvents: AuthEvents
  readonly callers: Callers
  /** Counts wrong passwords, codes and links, over all nodes. */
  readonly attempts: SignInAttempts
  /** How much each person, key and address may still ask for. */
  readonly throttle: Throttle
  /** How many connections each of them has open. */
  readonly census: Census
  readonly writes: Writes
  readonly wake: WakeBus
  readonly feed: Feed
  /** Totals by scope at the positions of the feed where readers stand. */
  readonly totals: KeptTotals
  readonly hub: Hub
  readonly rights: RightsWatch
  readonly presence: Presence
  readonly metrics: Metrics
  /** Sends what `queueMail` puts into the outbox. */
  readonly mail: MailSender
  readonly outbox: OutboxStore
  /** Where people find us. */
  readonly site: Site
}

export interface RunningServices extends Services {
  stop(): Promise<void>
}

/** Connects, migrates and starts what runs by itself. */
export async function startServices(databaseUrl: string, env: Env, log: Log): Promise<RunningServices> {
  const metrics = new Metrics()
  const onFault = (error: unknown) => log.warn({ err: error }, 'something in the background failed')
  const { executionMs: statementMs } = env.MEKONG_LIMITS
  const data = await dataSource(databaseUrl, { statementMs, onIdleError: onFault }).initialize()
  // For work that nobody waits for: it may take its time, and never takes a connection from a request.
  const patient = await dataSource(databaseUrl, { poolSize: 3, onIdleError: onFault }).initialize()
  const disconnect = () => Promise.all([data.destroy(), patient.destroy()])
  try {
    await migrate(patient, (err) => log.warn({ err }, 'a migration waits for a table that others keep locked'))
    const pool = poolOf(data)
    const patientPool = poolOf(patient)
    const sql = sqlOn(pool)
    const prepared = preparedOn(pool)
    const secrets = await readSecrets(pool)
    const wake = makeWakeBus({
      databaseUrl,
      redisUrl: env.REDIS_URL,
      secret: secrets.cursor,
      onFault,
      onLost: (err) => log.warn({ err }, 'wake-ups of other nodes do not arrive; meanwhile each looks once a second'),
    })
    const site = new Site(env)
    const outbox = new OutboxStore(patientPool)
    const from = env.MEKONG_MAIL_FROM ?? `Mekong <no-reply@${site.host}>`
    const mail = new MailSender({ store: outbox, smtpUrl: env.SMTP_URL, from, onFault })
    const attempts = new SignInAttempts(pool, onFault)
    const events = new AuthEvents({
      sql,
      site,
      onFault,
      mailQueued: () => mail.look(),
      onSessionEnd: ({ id, userId }) => {
        callers.told({ sessionId: id })
        wake.publish(`rights:${userId}`)
      },
    })
    const inTransaction = transactionsOn(patientPool)
    const invitations = new ProviderInvitations({
      inTransaction,
      onFault,
      onAccepted: (userId) => tellRights({ callers, wake }, [userId]),
    })
    const auth = makeAuth({ pool, env, secret: secrets.session, events, invitations })
    const callers = new Callers(new CallerStore(pool), auth)
    wake.subscribe((topic) => {
      if (topic === 'all') callers.told({})
      else if (topic.startsWith('rights:')) callers.told({ userId: topic.slice('rights:'.length) })
    })
    const cursors = new Cursors(secrets.cursor)
    const feed = new Feed(new FeedStore(pool), cursors, wake, onFault, () => metrics.feedGaps.inc())
    const rights = new RightsWatch(pool, { found: (userId) => callers.told({ userId }), fault: onFault })
    callers.onChange(() => rights.look())
    const totals = new KeptTotals(feed)
    const hub = new Hub({
      feed,
      totals,
      rights,
      metrics,
      onFault,
      rendering: {
        loaders: () => makeLoaders({ prepared }),
        contextFor: ({ services, caller, locale }, loaders) => ({
          services,
          caller,
          locale,
          loaders,
          redacted: new Set(),
          requestId: randomUUID(),
          operation: null,
        }),
        finish: (result, context) => {
          const { locale, requestId } = context
          return withRedactions(maskResult(result, { locale, requestId, log }), context)
        },
      },
    })
    const presence = new Presence(() => feed.now(), wake)
    const retention = new Retention(patientPool, onFault)
    const recount = new Recount(patientPool, wake, onFault)
    const { bucketPoints: capacity, pointsPerSecond: perSecond } = env.MEKONG_LIMITS
    const throttle = new Throttle({ store: new PgBucketStore(patientPool), rule: { capacity, perSecond }, onFault })
    const census = new Census(patientPool, onFault)
    const writes = new Writes(data, wake, (code) => metrics.lostRace(code))
    const handOvers = new HandOvers(sql, writes, onFault)
    await wake.start()
    await feed.start()
    for (const part of [rights, hub, presence, retention, recount, throttle, census, handOvers, mail, attempts])
      part.start()
    metrics.read('wake_degraded', () => Number(wake.isDegraded))
    metrics.read('ws_buffered_bytes', () => hub.measure().bufferedBytes)
    metrics.read('board_subscribers', () => hub.measure().subscribers)
    metrics.read('board_subscribers_catching_up', () => hub.measure().catchingUp)
    metrics.read('longest_tx_seconds', () => longestTransaction(pool))
    return {
      env,
      log,
      data,
      pool,
      sql,
      prepared,
      inTransaction,
      seal: cursorSeal(secrets.cursor),
      auth,
      authEvents: events,
      callers,
      attempts,
      throttle,
      census,
      writes,
      wake,
      feed,
      totals,
      hub,
      rights,
      presence,
      metrics,
      mail,
      outbox,
      site,
      stop: async () => {
        for (const part of [rights, hub, presence, feed, attempts]) part.stop()
        await Promise.all([
          retention.stop(),
          recount.stop(),
          throttle.stop(),
          census.stop(),
          handOvers.stop(),
          mail.stop(),
        ])
        await wake.stop()
        await disconnect()
      },
    }
  } catch (error) {
    await disconnect()
    throw error
  }
}
