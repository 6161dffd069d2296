import pg from 'pg'

/** What a request about an opportunity may make the database do. */
const isAboutWork = (text: string): boolean =>
  /opportunity|stage|pipeline|idempotency_key|^(begin|commit|rollback)/i.test(text)

/** What the server does by itself every second, whoever asks for what. */
const isByItself = (name: string | undefined): boolean => name === 'feed-heads'

interface Statement {
  readonly text?: string
  readonly name?: string
}

/**
 * Every statement about opportunities that this process sends while something is asked, in order. The time that an
 * answer takes follows from them, and unlike the time itself they can be compared exactly.
 */
export async function statementsDuring(ask: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const { query } = pg.Client.prototype
  const note = function (this: pg.Client, ...args: unknown[]): unknown {
    const [what] = args
    const { text, name }: Statement = typeof what === 'string' ? { text: what } : (what as Statement)
    if (text !== undefined && isAboutWork(text) && !isByItself(name)) statements.push(text)
    return Reflect.apply(query, this, args)
  }
  pg.Client.prototype.query = note as typeof query // the same arguments and the same answer
  try {
    await ask()
  } finally {
    pg.Client.prototype.query = query
  }
  return statements
}
