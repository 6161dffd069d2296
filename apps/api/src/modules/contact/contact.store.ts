import { instant, isId, restorableDays, type Contact, type ContactId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

export interface ContactRow {
  id: string
  name: string
  email: string | null
  phone: string | null
  job_title: string | null
  company_id: string | null
  version: number
  created_at: Date
}

type Row = ContactRow & Record<string, unknown>

const names = ['id', 'name', 'email', 'phone', 'job_title', 'company_id', 'version', 'created_at']
export const contactColumns = (alias: string): string => names.map((name) => `${alias}.${name}`).join(', ')

export const contactOf = (row: ContactRow): Contact => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  jobTitle: row.job_title,
  companyId: row.company_id,
  version: row.version,
  createdAt: instant(row.created_at),
})

export class ContactStore {
  constructor(private readonly sql: Sql) {}

  /** Deleted ones too: a write that began before may still name one. */
  async all(ids: readonly ContactId[]): Promise<Contact[]> {
    return this.#read('c.id = any($1)', ids)
  }

  async living(ids: readonly ContactId[]): Promise<Contact[]> {
    return this.#read('c.id = any($1) and c.deleted_at is null', ids)
  }

  /** Kept from other edits until the write ends. */
  async locked(id: ContactId): Promise<Contact | undefined> {
    return (await this.#read('c.id = any($1) and c.deleted_at is null for update', [id]))[0]
  }

  async #read(where: string, ids: readonly ContactId[]): Promise<Contact[]> {
    const rows = await this.sql.rows<Row>(`select ${contactColumns('c')} from contact c where ${where}`, [
      ids.filter((id) => isId('contact', id)),
    ])
    return rows.map(contactOf)
  }

  async insert(contact: Contact): Promise<void> {
    await this.sql.count(
      `insert into contact (id, name, email, phone, job_title, company_id, version, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        contact.id,
        contact.name,
        contact.email,
        contact.phone,
        contact.jobTitle,
        contact.companyId,
        contact.version,
        contact.createdAt,
      ],
    )
  }

  async update(contact: Contact): Promise<void> {
    await this.sql.count(
      `update contact set name = $2, email = $3, phone = $4, job_title = $5, company_id = $6, version = $7 where id = $1`,
      [contact.id, contact.name, contact.email, contact.phone, contact.jobTitle, contact.companyId, contact.version],
    )
  }

  async delete(id: ContactId): Promise<void> {
    await this.sql.count('update contact set deleted_at = now(), version = version + 1 where id = $1', [id])
  }

  /** Whether an opportunity names it, be it one that can still be restored. */
  async isInUse(id: ContactId): Promise<boolean> {
    const found = await this.sql.rows(
      `select 1 from opportunity where contact_id = $1
         and (deleted_at is null or deleted_at > now() - make_interval(days => $2)) limit 1`,
      [id, restorableDays],
    )
    return found.length > 0
  }
}
