import { relations, type Cast, type MatrixCaller, type Subject } from './cast.ts'
import { freshSubjects } from './fresh-subjects.ts'

/** One thing asked of one root field. */
export interface Asked {
  /** Arguments and selection. */
  readonly text: string
  /** What the answer must not tell where it is refused. */
  readonly secret?: string
  /** Whether a value that is no refusal tells of the subject. */
  readonly tells?: (value: unknown) => boolean
  /** What must be so before it is asked. */
  readonly before?: () => Promise<unknown>
}

/** What a root field is asked by one caller: one question for each letter of its expectation. */
export type Question = (cast: Cast, caller: MatrixCaller) => Promise<readonly Asked[]>

export type Questions = Readonly<Record<string, Question>>

export const text = (value: string): string => JSON.stringify(value)

export const inPayload = (selection: string): string => `{ ${selection} userErrors { code } }`

export const holds =
  (id: string) =>
  (value: unknown): boolean =>
    JSON.stringify(value).includes(id)

/** Where there is no subject: a matter of role and key alone. */
export const once =
  (ask: string | ((cast: Cast) => string)): Question =>
  async (cast) => [{ text: typeof ask === 'string' ? ask : ask(cast) }]

/** About the opportunities that are there to be read. */
export const reading =
  (ask: (subject: Subject, cast: Cast) => Omit<Asked, 'secret'>): Question =>
  async (cast, caller) =>
    relations.map((relation) => {
      const subject = cast.subjectOf(caller, relation)
      return { secret: subject.title, ...ask(subject, cast) }
    })

/** About opportunities made for this question. */
export const writing =
  (input: (subject: Subject, cast: Cast) => string, payload: string, state: 'OPEN' | 'LOST' = 'OPEN'): Question =>
  async (cast, caller) => {
    const subjects = await freshSubjects(cast, caller, state)
    return relations.map((relation) => {
      const subject = subjects[relation]
      return {
        text: `(input: { opportunityId: ${text(subject.id)} ${input(subject, cast)} }) ${inPayload(payload)}`,
        secret: subject.title,
      }
    })
  }

/** A thing of its own for each caller, since what is done can't be done twice. */
export const onNew =
  (make: (cast: Cast) => Promise<string>, ask: (id: string) => string): Question =>
  async (cast) => [{ text: ask(text(await make(cast))) }]

/** A key of the caller's own, and one of somebody else. */
export const onKeys =
  (ask: (id: string) => Omit<Asked, 'secret'>): Question =>
  async ({ people, colleague }, { userId }) =>
    Promise.all([userId, colleague.id].map(async (owner) => ask((await people.key(owner, ['READ_OPPORTUNITIES'])).id)))
