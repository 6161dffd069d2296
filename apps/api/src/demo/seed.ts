import { hashPassword } from 'better-auth/crypto'
import { stagesOfNew, type Actor, type Pipeline, type PipelinePreset, type TeamId, type UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../data/sql.ts'
import type { InTransaction } from '../data/transaction.ts'
import { createOrganization } from '../modules/organization/create-organization.ts'
import { findOrganization } from '../modules/organization/organization.store.ts'
import { PipelineStore } from '../modules/pipeline/pipeline.store.ts'
import { addPerson } from '../modules/team/add-person.ts'
import { demoCompanies, demoContacts, demoJobTitles } from './catalogue.ts'
import { demoPassword, demoPeople, demoTeams } from './people.ts'
import { Random } from './random.ts'
import { sellEverything, type Customer } from './sales.ts'
import { storeSales } from './store-sales.ts'

export const demoOrganization = {
  name: 'Nội thất Sông Hậu',
  currency: 'VND',
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
} as const

/** How many opportunities each demo pipeline gets. */
const demoPipelines: readonly { name: string; preset: PipelinePreset; count: number }[] = [
  { name: 'Bán hàng dự án', preset: 'CLASSIC', count: 240 },
  { name: 'Hợp đồng bảo trì', preset: 'CONTRACT', count: 60 },
]

/**
 * The demo organisation: three teams and six months of work, the same everywhere but for dates, which end at `now`.
 * Makes nothing where an organisation exists; two nodes that start at once make one.
 */
export async function seedDemo(inTransaction: InTransaction, now: Date): Promise<boolean> {
  const passwordHash = await hashPassword(demoPassword)
  return inTransaction(async (sql) => {
    await sql.rows(`select pg_advisory_xact_lock(hashtext('mekong set-up'))`)
    if (await findOrganization(sql)) return false
    await createOrganization(sql, demoOrganization)
    const random = new Random(20_261_125)
    const sellers = await addPeople(sql, passwordHash)
    const customers = await addCustomers(sql, random)
    const reasons = await sql.rows<{ id: string }>('select id from lost_reason order by position')
    for (const { name, preset, count } of demoPipelines) {
      const pipeline = await addPipeline(sql, name, preset)
      const reasonIds = reasons.map(({ id }) => id)
      const sales = sellEverything({
        random,
        pipeline,
        sellers,
        customers,
        reasonIds,
        count,
        now,
        timeZone: demoOrganization.timeZone,
      })
      await storeSales(sql, sales)
    }
    return true
  })
}

async function addPeople(sql: Sql, passwordHash: string): Promise<readonly Actor[]> {
  const teamIds: TeamId[] = []
  for (const name of demoTeams) {
    const id = typeidUnboxed('tea')
    await sql.count('insert into team (id, name) values ($1, $2)', [id, name])
    teamIds.push(id)
  }
  const sellers: Actor[] = []
  for (const person of demoPeople) {
    const teamId = person.team === null ? undefined : teamIds[person.team]
    const teams = teamId === undefined ? [] : [teamId]
    const userId: UserId = await addPerson(sql, {
      name: person.name,
      email: person.login === null ? `${typeidUnboxed('usr')}@no-sign-in.invalid` : `${person.login}@demo.mekong.test`,
      role: person.role,
      visibility: person.visibility,
      locale: 'vi',
      teamIds: teams,
      ledTeamIds: person.leads ? teams : [],
      passwordHash: person.login === null ? null : passwordHash,
    })
    if (teamId !== undefined)
      sellers.push({
        userId,
        role: person.role,
        visibility: person.visibility,
        seesAmounts: true,
        teamIds: teams,
        ledTeamIds: person.leads ? teams : [],
        mainTeamId: teamId,
        scopes: null,
      })
  }
  return sellers
}

async function addCustomers(sql: Sql, random: Random): Promise<readonly Customer[]> {
  const customers: Customer[] = []
  for (const [at, name] of demoCompanies.entries()) {
    const companyId = typeidUnboxed('com')
    await sql.count('insert into company (id, name, phone) values ($1, $2, $3)', [companyId, name, phone(random)])
    const contactId = typeidUnboxed('con')
    const contact = demoContacts[at % demoContacts.length]
    await sql.count('insert into contact (id, name, phone, job_title, company_id) values ($1, $2, $3, $4, $5)', [
      contactId,
      contact,
      phone(random),
      random.pick(demoJobTitles),
      companyId,
    ])
    customers.push({ companyId, contactId, name })
  }
  return customers
}

const phone = (random: Random): string => `0900 000 ${random.between(100, 999)}`

async function addPipeline(sql: Sql, name: string, preset: PipelinePreset): Promise<Pipeline> {
  const store = new PipelineStore(sql)
  const id = typeidUnboxed('pip')
  await store.insertPipeline({ id, name, currency: demoOrganization.currency, createdAt: new Date().toISOString() })
  for (const [position, draft] of stagesOfNew(preset, []).entries())
    await store.insertStage({ ...draft, id: typeidUnboxed('stg'), pipelineId: id, position })
  const pipeline = await store.pipeline(id)
  if (!pipeline) throw new Error(`The demo pipeline ${id} is not there after it was made.`)
  return pipeline
}
