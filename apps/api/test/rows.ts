import type { Actor, Role, StageKind, Visibility } from '@mekong/domain'
import type { ClientBase, Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'

/** Rows that a test needs before it begins, made without the API. What a test leaves out is filled in. */
type On = Pick<Pool | ClientBase, 'query'>

export async function aTeam(on: On, name = `Team ${typeidUnboxed()}`): Promise<string> {
  const id = typeidUnboxed('tea')
  await on.query(`insert into team (id, name) values ($1, $2)`, [id, name])
  return id
}

interface PersonOptions {
  readonly name?: string
  readonly role?: Role
  readonly visibility?: Visibility
  readonly teamIds?: readonly string[]
  readonly ledTeamIds?: readonly string[]
  readonly isActive?: boolean
}

/** A person, as the rules know them. */
export async function aPerson(on: On, options: PersonOptions = {}): Promise<Actor> {
  const { name = 'Minh', role = 'MANAGER', visibility = 'ALL', isActive = true } = options
  const ledTeamIds = options.ledTeamIds ?? []
  const teamIds = [...new Set([...(options.teamIds ?? []), ...ledTeamIds])].toSorted()
  const userId = typeidUnboxed('usr')
  const mainTeamId = teamIds[0] ?? null
  await on.query(
    `insert into app_user (id, name, email, role, visibility, main_team_id, is_active) values ($1, $2, $3, $4, $5, $6, $7)`,
    [userId, name, `${userId}@mekong.test`, role, visibility, mainTeamId, isActive],
  )
  for (const teamId of teamIds)
    await on.query(`insert into team_member (team_id, user_id, is_leader) values ($1, $2, $3)`, [
      teamId,
      userId,
      ledTeamIds.includes(teamId),
    ])
  return { userId, role, visibility, teamIds, ledTeamIds, mainTeamId, seesAmounts: true, scopes: null }
}

export interface PipelineRows {
  readonly id: string
  /** In order: two open ones, Won, Lost. */
  readonly stages: readonly { readonly id: string; readonly kind: StageKind }[]
  readonly prospect: string
  readonly qualified: string
  readonly won: string
  readonly lost: string
}

export async function aPipeline(on: On, currency = 'VND'): Promise<PipelineRows> {
  const id = typeidUnboxed('pip')
  await on.query(`insert into pipeline (id, name, currency, position) values ($1, $2, $3, 0)`, [
    id,
    `Sales ${id}`,
    currency,
  ])
  const stage = async (name: string, kind: StageKind, probability: string, position: number) => {
    const stageId = typeidUnboxed('stg')
    await on.query(
      `insert into stage (id, pipeline_id, name, kind, color, probability, position) values ($1, $2, $3, $4, 'BLUE', $5, $6)`,
      [stageId, id, name, kind, probability, position],
    )
    return { id: stageId, kind }
  }
  const prospect = await stage('Prospect', 'OPEN', '0.1', 0)
  const qualified = await stage('Qualified', 'OPEN', '0.5', 1)
  const won = await stage('Won', 'WON', '1', 2)
  const lost = await stage('Lost', 'LOST', '0', 3)
  return {
    id,
    stages: [prospect, qualified, won, lost],
    prospect: prospect.id,
    qualified: qualified.id,
    won: won.id,
    lost: lost.id,
  }
}

export async function aLostReason(on: On, name = 'Price'): Promise<string> {
  const id = typeidUnboxed('lrs')
  await on.query(`insert into lost_reason (id, name, position) values ($1, $2, 0)`, [id, name])
  return id
}

/** A bare row, for the constraints of the database itself; the totals do not know of it. */
export async function anOpportunityRow(
  on: On,
  pipeline: PipelineRows,
  values: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const row: Record<string, unknown> = {
    id: typeidUnboxed('opp'),
    pipeline_id: pipeline.id,
    stage_id: pipeline.prospect,
    status: 'OPEN',
    title: 'Kho lạnh Bình Dương',
    currency: 'VND',
    probability: '0.1',
    probability_source: 'STAGE',
    rank: '1048576',
    stage_entered_at: new Date(),
    created_at: new Date(),
    ...values,
  }
  const names = Object.keys(row)
  await on.query(
    `insert into opportunity (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  )
  return String(row['id'])
}

export async function aCount(on: On, table: string): Promise<number> {
  const { rows } = await on.query(`select count(*)::integer as n from ${table}`)
  return Number(rows[0].n)
}
