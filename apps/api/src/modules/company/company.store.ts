import { instant, isId, restorableDays, type Company, type CompanyId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

export interface CompanyRow {
  id: string
  name: string
  domain: string | null
  phone: string | null
  address: string | null
  version: number
  created_at: Date
}

type Row = CompanyRow & Record<string, unknown>

export const companyColumns = (alias: string): string =>
  `${alias}.id, ${alias}.name, ${alias}.domain, ${alias}.phone, ${alias}.address, ${alias}.version, ${alias}.created_at`

export const companyOf = ({ created_at, ...row }: CompanyRow): Company => ({
  id: row.id,
  name: row.name,
  domain: row.domain,
  phone: row.phone,
  address: row.address,
  version: row.version,
  createdAt: instant(created_at),
})

export class CompanyStore {
  constructor(private readonly sql: Sql) {}

  /** Deleted ones too: a write that began before may still name one. */
  async all(ids: readonly CompanyId[]): Promise<Company[]> {
    return this.#read('c.id = any($1)', ids)
  }

  async living(ids: readonly CompanyId[]): Promise<Company[]> {
    return this.#read('c.id = any($1) and c.deleted_at is null', ids)
  }

  /** Kept from other edits until the write ends. */
  async locked(id: CompanyId): Promise<Company | undefined> {
    return (await this.#read('c.id = any($1) and c.deleted_at is null for update', [id]))[0]
  }

  async #read(where: string, ids: readonly CompanyId[]): Promise<Company[]> {
    const rows = await this.sql.rows<Row>(`select ${companyColumns('c')} from company c where ${where}`, [
      ids.filter((id) => isId('company', id)),
    ])
    return rows.map(companyOf)
  }

  async insert(company: Company): Promise<void> {
    await this.sql.count(
      'insert into company (id, name, domain, phone, address, version, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [company.id, company.name, company.domain, company.phone, company.address, company.version, company.createdAt],
    )
  }

  async update(company: Company): Promise<void> {
    await this.sql.count(
      'update company set name = $2, domain = $3, phone = $4, address = $5, version = $6 where id = $1',
      [company.id, company.name, company.domain, company.phone, company.address, company.version],
    )
  }

  async delete(id: CompanyId): Promise<void> {
    await this.sql.count('update company set deleted_at = now(), version = version + 1 where id = $1', [id])
  }

  /** Whether a contact is of it, or an opportunity names it, be it one that can still be restored. */
  async isInUse(id: CompanyId): Promise<boolean> {
    const [row] = await this.sql.rows<{ is_in_use: boolean }>(
      `select exists (select 1 from contact where company_id = $1 and deleted_at is null)
           or exists (select 1 from opportunity where company_id = $1
                and (deleted_at is null or deleted_at > now() - make_interval(days => $2))) as is_in_use`,
      [id, restorableDays],
    )
    return row?.is_in_use ?? false
  }
}
