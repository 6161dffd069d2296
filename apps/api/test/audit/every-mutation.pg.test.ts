import { auditActionOf } from '@mekong/domain'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { makeSchema } from '../../src/http/schema.ts'
import { ask } from '../client.ts'
import { test, type Desk } from '../desk.ts'
import type { Person } from '../people.ts'

interface Scene {
  readonly app: App
  readonly desk: Desk
  readonly admin: Person
  /** Asks for a mutation, as its input type is named; gives its payload. */
  mutate(who: Person, name: string, input: object, fields?: string): Promise<Record<string, { id: string }>>
}

/** Does what a mutation is for, and gives the id that the entry must name; null: it names none. */
type Act = (scene: Scene) => Promise<string | null>

const idOf = (payload: Record<string, { id: string }>, entity: string): string => {
  const id = payload[entity]?.id
  if (id === undefined) throw new Error(`no ${entity} in ${JSON.stringify(payload)}`)
  return id
}

const company = async ({ mutate, admin }: Scene) =>
  idOf(await mutate(admin, 'createCompany', { name: 'Mê Kông' }, 'company { id }'), 'company')
const contact = async ({ mutate, admin }: Scene) =>
  idOf(await mutate(admin, 'createContact', { name: 'Lê Thu' }, 'contact { id }'), 'contact')
const reason = async ({ mutate, admin }: Scene) =>
  idOf(await mutate(admin, 'createLostReason', { name: 'Đối thủ' }, 'lostReason { id }'), 'lostReason')
const pipeline = async ({ mutate, admin }: Scene) =>
  idOf(await mutate(admin, 'createPipeline', { name: 'Dự án', preset: 'CLASSIC' }, 'pipeline { id }'), 'pipeline')
const stage = async (scene: Scene) =>
  idOf(
    await scene.mutate(
      scene.admin,
      'createStage',
      { pipelineId: await pipeline(scene), name: 'Khảo sát', kind: 'OPEN' },
      'stage { id }',
    ),
    'stage',
  )
const key = async ({ mutate, admin }: Scene) =>
  idOf(await mutate(admin, 'createApiKey', { name: 'Nối', scopes: ['ADMIN'] }, 'apiKey { id }'), 'apiKey')
const team = async ({ mutate, admin }: Scene) =>
  idOf(await mutate(admin, 'createTeam', { name: `Đội ${(named += 1)}` }, 'team { id }'), 'team')
const invitation = async ({ mutate, admin }: Scene) => {
  const input = { email: `moi${(named += 1)}@example.test`, name: 'Mai', role: 'REP', visibility: 'TEAM', teamIds: [] }
  const payload = await mutate(admin, 'inviteUser', input, 'user { id } invitation { id }')
  return { userId: idOf(payload, 'user'), id: idOf(payload, 'invitation') }
}
const invited =
  (name: 'resendInvitation' | 'revokeInvitation'): Act =>
  async (scene) => {
    const { userId, id } = await invitation(scene)
    await scene.mutate(scene.admin, name, { id })
    return userId
  }
const rep = async ({ desk }: Scene) => (await desk.people.make()).id
let named = 0
const card = async ({ desk }: Scene) => (await desk.create()).id

/** What acts on something that another mutation made: with its id. */
const on =
  (make: (scene: Scene) => Promise<string>, name: string, input: object = {}, id = 'id'): Act =>
  async (scene) => {
    const made = await make(scene)
    await scene.mutate(scene.admin, name, { [id]: made, ...input })
    return made
  }

const acts: Readonly<Record<string, Act>> = {
  createOpportunity: card,
  updateOpportunity: on(card, 'updateOpportunity', { title: 'Kho mát' }, 'opportunityId'),
  moveOpportunity: async (scene) => {
    const [id, other] = [await card(scene), await card(scene)]
    await scene.mutate(scene.admin, 'moveOpportunity', {
      opportunityId: id,
      toStageId: scene.desk.a.prospect,
      afterId: other,
    })
    return id
  },
  reopenOpportunity: async (scene) => {
    const { id } = await scene.desk.create({ stageId: scene.desk.a.won })
    await scene.mutate(scene.admin, 'reopenOpportunity', { opportunityId: id })
    return id
  },
  deleteOpportunity: on(card, 'deleteOpportunity', {}, 'opportunityId'),
  restoreOpportunity: async (scene) => {
    const id = await card(scene)
    await scene.mutate(scene.admin, 'deleteOpportunity', { opportunityId: id })
    await scene.mutate(scene.admin, 'restoreOpportunity', { opportunityId: id })
    return id
  },
  createCompany: company,
  updateCompany: on(company, 'updateCompany', { phone: '028 3829 1234' }),
  deleteCompany: on(company, 'deleteCompany'),
  createContact: contact,
  updateContact: on(contact, 'updateContact', { jobTitle: 'Giám đốc' }),
  deleteContact: on(contact, 'deleteContact'),
  createPipeline: pipeline,
  updatePipeline: on(pipeline, 'updatePipeline', { name: 'Dự án lớn' }),
  createStage: stage,
  updateStage: on(stage, 'updateStage', { name: 'Đo đạc' }),
  moveStage: async (scene) => {
    const [first] = [await stage(scene)]
    const { rows } = await scene.desk.pool.query<{ id: string }>(
      `select id from stage where pipeline_id = (select pipeline_id from stage where id = $1) order by position limit 1`,
      [first],
    )
    await scene.mutate(scene.admin, 'moveStage', { id: first, beforeId: rows[0]?.id })
    return first
  },
  deleteStage: on(stage, 'deleteStage'),
  createLostReason: reason,
  updateLostReason: on(reason, 'updateLostReason', { isArchived: true }),
  updateOrganization: async ({ desk, mutate, admin }) => {
    await desk.pool.query(
      `insert into organization (name, currency, time_zone, locale) values ('A', 'VND', 'Asia/Ho_Chi_Minh', 'vi')
       on conflict do nothing`,
    )
    await mutate(admin, 'updateOrganization', { name: 'Cửu Long' })
    return null
  },
  updateViewer: async ({ mutate, admin }) => {
    await mutate(admin, 'updateViewer', { timeZone: 'Asia/Tokyo' })
    return admin.id
  },
  createApiKey: key,
  rotateApiKey: on(key, 'rotateApiKey'),
  revokeApiKey: on(key, 'revokeApiKey'),
  revokeSession: async ({ desk, mutate, admin }) => {
    const { sessionId } = await desk.people.session(desk.an.id)
    await mutate(admin, 'revokeSession', { id: sessionId })
    return sessionId
  },
  clearTwoFactor: async ({ desk, mutate, admin }) => {
    const { id } = await desk.people.make()
    await desk.pool.query('update app_user set two_factor_enabled = true where id = $1', [id])
    await mutate(admin, 'clearTwoFactor', { userId: id })
    return id
  },
  revokeSessions: async ({ desk, mutate, admin }) => {
    const { id } = await desk.people.make()
    await mutate(admin, 'revokeSessions', { userId: id })
    return id
  },
  inviteUser: async (scene) => (await invitation(scene)).userId,
  resendInvitation: invited('resendInvitation'),
  revokeInvitation: invited('revokeInvitation'),
  updateUser: on(rep, 'updateUser', { name: 'Trần Minh' }),
  deactivateUser: on(rep, 'deactivateUser'),
  reactivateUser: async (scene) => {
    const id = await rep(scene)
    await scene.mutate(scene.admin, 'deactivateUser', { id })
    await scene.mutate(scene.admin, 'reactivateUser', { id })
    return id
  },
  createTeam: team,
  updateTeam: on(team, 'updateTeam', { name: 'Miền Tây' }),
  deleteTeam: on(team, 'deleteTeam'),
}

/** What is not a change of anything that is kept. */
const notAudited: ReadonlySet<string> = new Set(['updatePresence'])

describe('every mutation', () => {
  const mutations = Object.keys(makeSchema().getMutationType()?.getFields() ?? {}).filter(
    (name) => !notAudited.has(name),
  )

  test.for(mutations)('%s leaves an entry when it writes', async (name, { app, desk }) => {
    const act = acts[name]
    expect(act, `${name} needs a line in this test, and an entry in the audit (data/audit)`).toBeDefined()
    const admin = await desk.people.administrator()
    const mutate: Scene['mutate'] = async (who, mutation, input, fields = '') => {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
      const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { code field } } }`
      const { data, errors } = await ask<Record<string, { userErrors: unknown[] } & Record<string, { id: string }>>>(
        app,
        who,
        document,
        { input },
      )
      expect(errors).toBeUndefined()
      expect(data?.[mutation]?.userErrors).toEqual([])
      return data?.[mutation] ?? {}
    }
    const subjectId = await act?.({ app, desk, admin, mutate })
    const { rows } = await desk.pool.query<{ action: string; via_id: string; address: string }>(
      `select action, via_id, address from audit_log
       where subject_id is not distinct from $1 and actor_id in ($2, $3) and refusal is null and changes <> '[]'`,
      [subjectId, admin.id, desk.an.id],
    )
    const entries = rows.filter(({ action }) => action === auditActionOf(name))
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ address: '127.0.0.1', via_id: expect.stringMatching(/^ses_/) })
  })
})
