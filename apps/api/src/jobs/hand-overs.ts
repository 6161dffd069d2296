import type { Actor, UserId } from '@mekong/domain'
import { viaServer } from '../data/audit/via.ts'
import type { Sql } from '../data/sql.ts'
import type { Writer, Writes } from '../data/write.ts'
import { handOver } from '../modules/team/hand-over.ts'

const lookEveryMs = 5_000

interface Leaver extends Record<string, unknown> {
  readonly id: UserId
  readonly deactivatedById: UserId
}

/**
 * Looks for open work of somebody who left: a hand-over that its node did not live to finish, or something of theirs that
 * was opened again since. Whoever takes over gets it, in the name of the administrator who said so. Any number of nodes
 * may look at once.
 */
export class HandOvers {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(
    private readonly sql: Sql,
    private readonly writes: Writes,
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.#timer = setInterval(() => (this.#running ??= this.#runQuietly()), lookEveryMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  async run(): Promise<void> {
    const leavers = await this.sql.rows<Leaver>(
      `select u.id, u.deactivated_by_id as "deactivatedById" from app_user u
       where u.successor_id is not null and not u.is_active and u.deactivated_by_id is not null
         and exists (select from opportunity o where o.owner_id = u.id and o.status = 'OPEN')`,
    )
    for (const { id, deactivatedById } of leavers) await handOver(this.writes, inTheNameOf(deactivatedById), id)
  }

  async #runQuietly(): Promise<void> {
    try {
      await this.run()
    } catch (error) {
      this.onFault(error)
    } finally {
      this.#running = undefined
    }
  }
}

function inTheNameOf(userId: UserId): Writer {
  const actor: Actor = {
    userId,
    role: 'ADMINISTRATOR',
    visibility: 'ALL',
    seesAmounts: true,
    teamIds: [],
    ledTeamIds: [],
    mainTeamId: null,
    scopes: null,
  }
  return { actor, road: 'UI', actorKey: userId, via: viaServer }
}
