import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'
import { secretHash } from '../../src/data/secret-hash.ts'
import { until } from '../live/until.ts'
import { aPerson } from '../rows.ts'
import { Follower } from './follower.ts'
import { Rep, type Person } from './rep.ts'
import type { World } from './world.ts'

/** A board with people who work on it and people who watch it. */
export class FaultBoard implements AsyncDisposable {
  readonly reps: Rep[] = []
  readonly followers: Follower[] = []
  /** Each card has one mover, so that every acknowledged move is a change and must have its event. */
  readonly #cards = new Map<Rep, { id: string; stageId: string }[]>()
  #counted = 0

  private constructor(
    readonly world: World,
    readonly pipelineId: string,
    /** Open stages, in order. */
    readonly stages: readonly string[],
    readonly won: string,
    readonly lost: string,
    readonly manager: Person,
  ) {}

  static async make(world: World, openStages = 8): Promise<FaultBoard> {
    const { pool } = world
    const pipelineId = typeidUnboxed('pip')
    await pool.query(`insert into pipeline (id, name, currency, position) values ($1, $1, 'VND', 0)`, [pipelineId])
    const stages: string[] = []
    for (let at = 0; at < openStages; at++) stages.push(await aStage(pool, pipelineId, 'OPEN', '0.5', at))
    const won = await aStage(pool, pipelineId, 'WON', '1', openStages)
    const lost = await aStage(pool, pipelineId, 'LOST', '0', openStages + 1)
    return new FaultBoard(world, pipelineId, stages, won, lost, await person(pool))
  }

  async hire(count: number, cardsEach = 2, choose = this.world.anyNode): Promise<Rep[]> {
    const hired = await Promise.all(
      Array.from({ length: count }, async () => new Rep(await person(this.world.pool), choose)),
    )
    await Promise.all(
      hired.map(async (rep) => {
        const cards: { id: string; stageId: string }[] = []
        for (let at = 0; at < cardsEach; at++) cards.push(await this.card(rep))
        this.#cards.set(rep, cards)
      }),
    )
    this.reps.push(...hired)
    return hired
  }

  /** Ids of all cards that were made for those who work here. */
  allCards(): string[] {
    return [...this.#cards.values()].flat().map(({ id }) => id)
  }

  /** Ids of the cards that only this one moves. */
  cardsOf(rep: Rep): string[] {
    return (this.#cards.get(rep) ?? []).map(({ id }) => id)
  }

  async card(rep: Rep, input: Readonly<Record<string, unknown>> = {}): Promise<{ id: string; stageId: string }> {
    const amount = { amount: '1000000', currency: 'VND' }
    const made = await rep.done('createOpportunity', {
      pipelineId: this.pipelineId,
      title: 'Kho lạnh',
      amount,
      ...input,
    })
    return { id: made.id, stageId: made.stage.id }
  }

  /** Moves one of the rep's own cards to another stage. */
  async moveOne(rep: Rep): Promise<void> {
    const cards = this.#cards.get(rep) ?? []
    const card = cards[Math.floor(Math.random() * cards.length)]
    if (card === undefined) throw new Error('This rep has no card.')
    const others = [...this.stages, this.won].filter((id) => id !== card.stageId)
    const toStageId = others[Math.floor(Math.random() * others.length)] ?? ''
    const answer = await rep.send('moveOpportunity', { opportunityId: card.id, toStageId })
    if (answer === undefined) return void cards.splice(cards.indexOf(card), 1) // nobody knows where it is
    if (answer.userErrors.length > 0) rep.surprises.push(JSON.stringify(answer.userErrors))
    else card.stageId = toStageId
  }

  /** Everybody moves so many times, one move after the other. */
  async work(turns: number, reps: readonly Rep[] = this.reps): Promise<void> {
    await Promise.all(
      reps.map(async (rep) => {
        for (let at = 0; at < turns; at++) await this.moveOne(rep)
      }),
    )
  }

  /** Everybody moves until they are told to stop. */
  workOn(reps: readonly Rep[] = this.reps, pauseMs = 0): () => Promise<void> {
    let isWorking = true
    const working = Promise.all(
      reps.map(async (rep) => {
        while (isWorking) {
          await this.moveOne(rep)
          if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * pauseMs))
        }
      }),
    )
    return async () => {
      isWorking = false
      await working
    }
  }

  async follow(count = 1, choose = this.world.anyNode): Promise<Follower[]> {
    const reader = this.manager
    const joined = Array.from({ length: count }, () => new Follower({ reader, pipelineId: this.pipelineId, choose }))
    this.followers.push(...joined)
    return joined
  }

  /** After a restore: what was acknowledged before is the database's to say, and so is where the cards are. */
  async rememberRows(): Promise<void> {
    const query = 'select id, stage_id from opportunity where pipeline_id = $1'
    const { rows } = await this.world.pool.query<{ id: string; stage_id: string }>(query, [this.pipelineId])
    const stages = new Map(rows.map(({ id, stage_id }) => [id, stage_id]))
    for (const [rep, cards] of this.#cards) {
      rep.acked.length = 0
      for (const card of cards) card.stageId = stages.get(card.id) ?? card.stageId
    }
  }

  /** Milliseconds from a rep's request to each follower that is told of it. Filled as they come. */
  lags(followers: readonly Follower[] = this.followers): number[] {
    const lags: number[] = []
    for (const follower of followers)
      follower.onEvent.push(({ clientMutationId }) => {
        const sentAt = this.reps.map(({ sentAt: of }) => of.get(clientMutationId ?? '')).find((at) => at !== undefined)
        if (sentAt !== undefined) lags.push(performance.now() - sentAt)
      })
    return lags
  }

  /** Writes that were answered since this was asked last. */
  takeAnswered(): number {
    const answered = this.reps.reduce((sum, { latencies }) => sum + latencies.length, 0)
    const fresh = answered - this.#counted
    this.#counted = answered
    return fresh
  }

  /** Everybody who follows has their first board. */
  async everybodyIsHere(): Promise<void> {
    await until('everybody has a board', () => this.followers.every(({ board }) => board !== null), 60_000)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.followers.map((follower) => follower[Symbol.asyncDispose]()))
  }
}

async function aStage(pool: Pool, pipelineId: string, kind: string, probability: string, position: number) {
  const id = typeidUnboxed('stg')
  await pool.query(
    `insert into stage (id, pipeline_id, name, kind, color, probability, position) values ($1, $2, $3, $4, 'BLUE', $5, $6)`,
    [id, pipelineId, `Stage ${position}`, kind, probability, position],
  )
  return id
}

/** Somebody who sees everything, with a key that may do all that they may. */
export async function person(pool: Pool, role: 'MANAGER' | 'ADMINISTRATOR' = 'MANAGER'): Promise<Person> {
  const { userId } = await aPerson(pool, { role, visibility: 'ALL' })
  const secret = `mk_${randomBytes(32).toString('base64url')}`
  await pool.query(
    `insert into api_key (id, user_id, name, prefix, secret_hash, scopes, expires_at)
     values ($1, $2, 'test', $3, $4, $5, now() + interval '30 days')`,
    [
      typeidUnboxed('key'),
      userId,
      secret.slice(0, 7),
      secretHash(secret),
      ['READ_OPPORTUNITIES', 'WRITE_OPPORTUNITIES', 'ADMIN'],
    ],
  )
  return { id: userId, credentials: { authorization: `Bearer ${secret}` } }
}
