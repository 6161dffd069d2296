import type { Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'
import { aLostReason, anOpportunityRow, aPipeline, type PipelineRows } from '../rows.ts'

/** A row that a test put on the shelf, as far as lists and filters look at it. */
export interface Shelved {
  readonly id: string
  readonly title: string
  readonly stageId: string
  readonly stageName: string
  readonly status: 'OPEN' | 'WON' | 'LOST'
  readonly amount: string | null
  readonly probability: number
  readonly externalId: string | null
  readonly expectedCloseDate: string | null
  readonly createdAt: string
  readonly closedAt: string | null
  readonly companyId: string | null
  readonly companyName: string | null
  readonly source: string | null
  readonly tags: readonly string[]
  readonly rank: string
}

export interface Shelf {
  readonly pipeline: PipelineRows
  readonly rows: readonly Shelved[]
}

const titles = ['Đường số 3', 'Dương Minh', 'Thi công nhà xưởng', 'thi  cong', '100%', 'a_b\\c', 'Ánh', 'ánh', 'Zebra']
const stageNames = ['Prospect', 'Qualified', 'Won', 'Lost']
const companies = ['Vinamilk', 'Đường Quảng Ngãi', 'An Phát']
const tagSets = [[], ['vip'], ['vip', 'xuất khẩu'], ['nội địa']]
const dates = [null, null, '2026-11-25', '2026-12-01']
const amounts = [null, null, '0', '1000', '1000', '1000.5', '999999999999999']

/**
 * Opportunities of one pipeline with many ties and empty values, the same on every run: each value comes from a list by
 * a step that is coprime with its length.
 */
export async function fillShelf(pool: Pool, count: number): Promise<Shelf> {
  const pipeline = await aPipeline(pool)
  const reason = await aLostReason(pool)
  const companyIds = await Promise.all(companies.map((name) => aCompany(pool, name)))
  const sources = ['mail', 'web']
  await pool.query(
    `insert into source (id, name) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    [sources.map(() => typeidUnboxed('src')), sources],
  )
  const rows: Shelved[] = []
  for (let n = 0; n < count; n += 1) {
    const pick = <T>(values: readonly T[], step: number): T => values[(n * step + (n >> 2)) % values.length] as T // in range
    const stage = pick(pipeline.stages, 5)
    const company = n % 4 === 3 ? null : n % companies.length
    const createdAt = new Date(Date.UTC(2026, 0, 1 + (n % 5), 3, 0, 0, (n % 2) * 250)).toISOString()
    const row: Omit<Shelved, 'id'> = {
      title: pick(titles, 4),
      stageId: stage.id,
      stageName: stageNames[pipeline.stages.indexOf(stage)] ?? '',
      status: stage.kind,
      amount: pick(amounts, 3),
      probability: stage.kind === 'WON' ? 1 : stage.kind === 'LOST' ? 0 : pick([0.1, 0.25, 0.5], 2),
      externalId: n % 3 === 0 ? null : `EXT-${pipeline.id}-${(n * 7) % count}`,
      expectedCloseDate: pick(dates, 3),
      createdAt,
      closedAt: stage.kind === 'OPEN' ? null : createdAt,
      companyId: company === null ? null : (companyIds[company] ?? null),
      companyName: company === null ? null : (companies[company] ?? null),
      source: pick([null, 'mail', 'web'], 2),
      tags: pick(tagSets, 3),
      rank: String(((n * 3) % 7) * 1024),
    }
    const id = await anOpportunityRow(pool, pipeline, {
      title: row.title,
      stage_id: row.stageId,
      status: row.status,
      amount: row.amount,
      probability: row.probability,
      external_id: row.externalId,
      expected_close_date: row.expectedCloseDate,
      created_at: row.createdAt,
      stage_entered_at: row.createdAt,
      closed_at: row.closedAt,
      company_id: row.companyId,
      source: row.source,
      tags: row.tags,
      rank: row.rank,
      lost_reason_id: stage.kind === 'LOST' ? reason : null,
    })
    rows.push({ ...row, id })
  }
  return { pipeline, rows }
}

export async function aCompany(pool: Pool, name: string): Promise<string> {
  const id = typeidUnboxed('com')
  await pool.query('insert into company (id, name) values ($1, $2)', [id, name])
  return id
}

export async function aContact(pool: Pool, name: string, companyId: string | null = null): Promise<string> {
  const id = typeidUnboxed('con')
  await pool.query('insert into contact (id, name, company_id) values ($1, $2, $3)', [id, name, companyId])
  return id
}
