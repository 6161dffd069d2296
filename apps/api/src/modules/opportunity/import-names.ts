import {
  fault,
  limits,
  may,
  namesOfLostReason,
  requiredText,
  type Fault,
  type LostReason,
  type NamedThings,
  type Person,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { WriteTx } from '../../data/write.ts'

/** What a row calls by name: an id, an exact name, for people an e-mail too. Undefined: not told, null: none. */
export interface RowNames {
  readonly company?: string | null | undefined
  readonly contact?: string | null | undefined
  readonly owner?: string | null | undefined
  readonly team?: string | null | undefined
  readonly lostReason?: string | null | undefined
}

/** Kinds of things that an import may make when a name is not there yet. */
export type Creatable = 'company' | 'owner' | 'team' | 'lostReason' | 'tag' | 'source'

interface Known {
  readonly id: string
  readonly name: string
}

type Insert = () => Promise<void>

/** Something that is to be made if the row that names it is good: a refused row leaves nothing behind. */
interface Draft<T> {
  readonly thing: T
  readonly insert: Insert
}

interface ResolvedNames {
  readonly named: NamedThings
  readonly faults: Fault[]
  readonly make: Insert
}

/** The names of a chunk of rows, looked up together and made where the map and the person's rights allow. */
export class ImportNames {
  readonly #companies = new Map<string, Known>()
  readonly #contacts = new Map<string, Known>()
  readonly #people = new Map<string, Person>()
  readonly #teams = new Map<string, Known>()
  readonly #reasons = new Map<string, Known>()
  readonly #words = { source: new Set<string>(), tag: new Set<string>() }

  private constructor(
    private readonly tx: WriteTx,
    private readonly creates: ReadonlySet<Creatable>,
  ) {}

  static async read(tx: WriteTx, creates: ReadonlySet<Creatable>, rows: readonly RowNames[]): Promise<ImportNames> {
    const names = new ImportNames(tx, creates)
    const told = (key: keyof RowNames) => [...new Set(rows.flatMap((row) => row[key] ?? []))]
    await names.#readKnown(
      names.#companies,
      'select id, name from company where deleted_at is null and',
      'name',
      told('company'),
    )
    await names.#readKnown(
      names.#contacts,
      'select id, name from contact where deleted_at is null and',
      'name',
      told('contact'),
    )
    await names.#readKnown(names.#teams, 'select id, name from team where', 'name', told('team'))
    await names.#readReasons()
    await names.#readPeople(told('owner'))
    await names.#readWords()
    return names
  }

  async #readKnown(into: Map<string, Known>, select: string, column: string, asked: readonly string[]): Promise<void> {
    const rows = await this.tx.sql.rows<Known & Record<string, unknown>>(
      `${select} (${column} = any($1) or id = any($1)) order by id desc`,
      [asked],
    )
    for (const row of rows) into.set(row.name, row).set(row.id, row)
  }

  async #readReasons(): Promise<void> {
    const rows = await this.tx.sql.rows<Pick<LostReason, 'id' | 'name' | 'presetKey'> & Record<string, unknown>>(
      'select id, name, preset_key as "presetKey" from lost_reason where archived_at is null order by position desc',
    )
    for (const row of rows)
      for (const name of [row.id, ...namesOfLostReason(row)]) this.#reasons.set(name, { id: row.id, name })
  }

  async #readPeople(asked: readonly string[]): Promise<void> {
    const rows = await this.tx.sql.rows<{ name: string; email: string; person: Person }>(
      `select u.name, u.email, json_build_object('id', u.id, 'isActive', u.is_active, 'mainTeamId', u.main_team_id, 'teamIds',
         coalesce((select json_agg(m.team_id order by m.team_id) from team_member m where m.user_id = u.id), '[]')) as person
       from app_user u where u.name = any($1) or u.email = any($1) or u.id = any($1) order by u.is_active, u.id desc`,
      [asked],
    )
    for (const { name, email, person } of rows)
      for (const key of [name, email, person.id]) this.#people.set(key, person)
  }

  async #readWords(): Promise<void> {
    for (const kind of ['source', 'tag'] as const)
      for (const { name } of await this.tx.sql.rows<{ name: string }>(`select name from ${kind}`))
        this.#words[kind].add(name)
  }

  /** The things that a row names, or why it may not name them. What is new is made by `make`, once the row is good. */
  resolve(row: RowNames): ResolvedNames {
    const faults: Fault[] = []
    const inserts: Insert[] = []
    const find = <T extends object>(
      field: keyof RowNames,
      known: ReadonlyMap<string, T>,
      draft: (name: string) => Draft<T> | Fault,
    ) => {
      const name = row[field]
      if (name === undefined || name === null) return undefined
      const found = known.get(name)
      if (found) return found
      const drafted = draft(name)
      if (isFault(drafted)) {
        faults.push(drafted)
        return undefined
      }
      inserts.push(drafted.insert)
      return drafted.thing
    }
    const team = find('team', this.#teams, (name) => this.#draftTeam(name))
    const owner = find('owner', this.#people, (name) => this.#draftPerson(name, team?.id ?? null))
    const company = find('company', this.#companies, (name) => this.#draftCompany(name))
    const contact = find('contact', this.#contacts, () => missing('contact'))
    const lostReason = find('lostReason', this.#reasons, (name) => this.#draftReason(name))
    const make = async () => {
      for (const insert of inserts) await insert()
    }
    return { named: { owner, team, company, contact, lostReason }, faults, make }
  }

  /** Words are made by their first use, if the map says so. */
  faultsOfWords(source: string | null | undefined, tags: readonly string[] | null | undefined): Fault[] {
    const isUnknown = (kind: 'source' | 'tag', word: string) => !this.creates.has(kind) && !this.#words[kind].has(word)
    return [
      ...(source && isUnknown('source', source) ? [missing('source')] : []),
      ...((tags ?? []).some((tag) => isUnknown('tag', tag)) ? [missing('tags')] : []),
    ]
  }

  #draftCompany(name: string): Draft<Known> | Fault {
    const refusal = this.#refusal('company', name, may(this.tx.caller.actor, 'company:write'))
    if (refusal) return refusal
    const company = { id: typeidUnboxed('com'), name }
    const insert = async () => {
      await this.tx.sql.count('insert into company (id, name) values ($1, $2)', [company.id, name])
      this.tx.audit({ action: 'CREATE_COMPANY', subjectId: company.id, after: { name } })
      this.#companies.set(name, company)
    }
    return { thing: company, insert }
  }

  #draftTeam(name: string): Draft<Known> | Fault {
    const refusal = this.#refusal('team', name, may(this.tx.caller.actor, 'setup:write'))
    if (refusal) return refusal
    const team = { id: typeidUnboxed('tea'), name }
    const insert = async () => {
      await this.tx.sql.count('insert into team (id, name) values ($1, $2)', [team.id, name])
      this.tx.audit({ action: 'CREATE_TEAM', subjectId: team.id, after: { name } })
      this.#teams.set(name, team)
    }
    return { thing: team, insert }
  }

  /** A person without sign-in: nobody knows their address, and mail to `.invalid` goes nowhere. */
  #draftPerson(name: string, teamId: string | null): Draft<Person> | Fault {
    const refusal = this.#refusal('owner', name, may(this.tx.caller.actor, 'setup:write'))
    if (refusal) return refusal
    const id = typeidUnboxed('usr')
    const person = { id, isActive: true, mainTeamId: teamId, teamIds: teamId === null ? [] : [teamId] }
    const insert = async () => {
      await this.tx.sql.count(
        `insert into app_user (id, name, email, role, visibility, main_team_id, has_sign_in)
         values ($1, $2, $3, 'REP', 'TEAM', $4, false)`,
        [id, name, `${id}@no-sign-in.invalid`, teamId],
      )
      if (teamId !== null)
        await this.tx.sql.count('insert into team_member (team_id, user_id) values ($1, $2)', [teamId, id])
      this.tx.audit({
        action: 'ADD_USER',
        subjectId: id,
        after: { name, role: 'REP', visibility: 'TEAM', mainTeamId: teamId },
      })
      this.#people.set(name, person)
    }
    return { thing: person, insert }
  }

  #draftReason(name: string): Draft<Known> | Fault {
    const refusal = this.#refusal('lostReason', name, may(this.tx.caller.actor, 'setup:write'))
    if (refusal) return refusal
    const reason = { id: typeidUnboxed('lrs'), name }
    const insert = async () => {
      await this.tx.sql.count(
        'insert into lost_reason (id, name, position) select $1, $2, coalesce(max(position) + 1, 0) from lost_reason',
        [reason.id, name],
      )
      this.tx.audit({ action: 'CREATE_LOST_REASON', subjectId: reason.id, after: { name } })
      this.#reasons.set(name, reason)
    }
    return { thing: reason, insert }
  }

  #refusal(kind: Creatable, name: string, isAllowed: boolean): Fault | undefined {
    if (!this.creates.has(kind)) return missing(kind)
    if (!isAllowed) return fault('FORBIDDEN', 'notAllowed', [kind])
    return requiredText(name, limits.name, [kind])[0]
  }
}

const missing = (field: string): Fault => fault('NOT_FOUND', 'notFound', [field])
const isFault = (thing: object): thing is Fault => 'rule' in thing
