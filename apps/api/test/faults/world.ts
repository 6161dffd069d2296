import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { breakablePostgres, type BreakablePostgres } from '@mekong/local-postgres'
import { dataSource } from '../../src/data/data-source.ts'
import { valueTypes } from '../../src/data/types.ts'
import { ApiNode, runCommand, type ApiNodeOptions } from './api-node.ts'
import type { Place } from './follower.ts'

export interface WorldOptions {
  readonly nodes?: number
  readonly env?: ApiNodeOptions['env']
  /** Where PostgreSQL keeps its files; emptied in the end, whoever made it. */
  readonly folder?: string
}

const databaseName = 'mekong'

/** Where nobody listens. */
export const nowhere: Place = { url: 'http://127.0.0.1:1' }

/** Real processes: a PostgreSQL that can be broken, and nodes behind proxies on both sides. */
export class World implements AsyncDisposable {
  #turn = 0

  private constructor(
    readonly postgres: BreakablePostgres,
    /** Past the proxies: for preparing rows and for the truth. */
    readonly pool: pg.Pool,
    readonly nodes: readonly ApiNode[],
  ) {}

  static async open({ nodes = 2, env = {}, folder }: WorldOptions = {}): Promise<World> {
    const place = folder ?? mkdtempSync(join(tmpdir(), 'mekong-faults-'))
    const postgres = await breakablePostgres(place)
    const admin = new pg.Client({ connectionString: postgres.url('postgres') })
    await admin.connect()
    await admin.query(`create database ${databaseName}`)
    await admin.end()
    const databaseUrl = postgres.url(databaseName)
    const data = await dataSource(databaseUrl).initialize()
    await data.runMigrations()
    await data.destroy()
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 8,
      types: valueTypes,
      connectionTimeoutMillis: 5_000,
    })
    pool.on('error', () => {})
    await pool.query(
      `insert into organization (name, currency, time_zone, locale) values ('Mekong', 'VND', 'Asia/Ho_Chi_Minh', 'vi')`,
    )
    const started = await Promise.all(
      Array.from({ length: nodes }, (_, at) => ApiNode.start(`N${at + 1}`, { databaseUrl, env })),
    )
    return new World(postgres, pool, started)
  }

  get n1(): ApiNode {
    return this.#node(0)
  }

  get n2(): ApiNode {
    return this.#node(1)
  }

  get databaseUrl(): string {
    return this.postgres.url(databaseName)
  }

  /** Of another database of the same server. */
  urlOf(database: string): string {
    return this.postgres.url(database)
  }

  /** As a balancer spreads its callers: each time the next node that runs, if one does. */
  readonly anyNode = (): Place => {
    const up = this.nodes.filter(({ isUp }) => isUp)
    return up[this.#turn++ % up.length] ?? nowhere
  }

  /** As a balancer that asks every node whether it is ready; dispose it. */
  balance(): Balancer {
    return new Balancer(this.nodes)
  }

  /** A statement on the server itself, past the pool: it may be about the pool's own database. */
  async onServer(statement: string): Promise<void> {
    const admin = new pg.Client({ connectionString: this.postgres.url('postgres') })
    await admin.connect()
    await admin.query(statement).finally(() => admin.end())
  }

  /** `npm run mekong -- ...` on this database; gives what it said. */
  async command(...args: readonly string[]): Promise<string> {
    return runCommand(args, this.databaseUrl)
  }

  async areReady(): Promise<boolean> {
    return (await Promise.all(this.nodes.map((node) => node.ready()))).every(({ status }) => status === 200)
  }

  /** Everything runs and every wire passes: where a test begins. */
  async heal(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.heal()))
  }

  /** What the nodes said last, for whoever looks into a failure. */
  tellLogs(): void {
    for (const { name, log } of this.nodes) console.log(`-- ${name} --\n${log}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map((node) => node[Symbol.asyncDispose]()))
    await this.pool.end()
    await this.postgres.stop()
  }

  #node(at: number): ApiNode {
    const node = this.nodes[at]
    if (node === undefined) throw new Error(`There is no node ${at + 1}.`)
    return node
  }
}

const lookMs = 500
const lookWithinMs = 2_000

/** Sends callers only to nodes that were ready a moment ago. */
export class Balancer implements Disposable {
  readonly #ready: Set<ApiNode>
  readonly #timer: NodeJS.Timeout
  #turn = 0

  constructor(private readonly nodes: readonly ApiNode[]) {
    this.#ready = new Set(nodes)
    this.#timer = setInterval(() => {
      for (const node of nodes) void this.#look(node)
    }, lookMs)
  }

  readonly choose = (): Place => {
    const ready = this.nodes.filter((node) => this.#ready.has(node))
    return ready[this.#turn++ % ready.length] ?? nowhere
  }

  isReady(node: ApiNode): boolean {
    return this.#ready.has(node)
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  async #look(node: ApiNode): Promise<void> {
    const { status } = await node.ready(lookWithinMs).catch(() => ({ status: 0 }))
    if (status === 200) this.#ready.add(node)
    else this.#ready.delete(node)
  }
}
