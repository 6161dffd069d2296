import type { Company, Contact, LostReason } from '@mekong/domain'
import { KnownRows } from '../data/batch.ts'
import type { Loaders } from '../http/loaders.ts'
import type { Team, User } from '../modules/team/person.ts'

/** Some hundred bytes each. */
const mostOfAKind = 20_000

const noRows = () => ({
  users: new KnownRows<User>(mostOfAKind),
  teams: new KnownRows<Team>(mostOfAKind),
  companies: new KnownRows<Company>(mostOfAKind),
  contacts: new KnownRows<Contact>(mostOfAKind),
  lostReasons: new KnownRows<LostReason>(mostOfAKind),
})

/**
 * What cards show of others, in memory for as long as no name changes. Rows are kept under the version that was read
 * before them, so they are at least as new as it, and nobody gets them under another one. Only for answers that may be
 * kept: the version counts changes of what those show, and of nothing else (when a person was last seen, say).
 */
export class KeptNames {
  #version = ''
  #rows = noRows()

  lend(loaders: Loaders, version: string): void {
    // Of a new version nothing is known; what is being read under the old one goes where nobody looks any more.
    if (version !== this.#version) [this.#version, this.#rows] = [version, noRows()]
    const { users, teams, companies, contacts, lostReasons } = this.#rows
    loaders.users.share(users)
    loaders.teams.share(teams)
    loaders.companies.share(companies)
    loaders.contacts.share(contacts)
    loaders.lostReasons.share(lostReasons)
  }
}
