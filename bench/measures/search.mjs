import { post } from '../http.mjs'
import { emailOf, wordsOf } from '../rows.mjs'

const query = `query ($f: OpportunityFilter!) { opportunities(first: 20, filter: $f, orderBy: [{ field: RELEVANCE, direction: DESC }]) { nodes { id title amount { amount } stage { id } } } }`
const clients = 4

/** Twenty hits of words that few, some or many have, for whoever sees all, a team's or their own: beside a scan. */
export async function* measure({ n, product, pool, floor }) {
  const least = await floor('search')
  const { rows } = await pool.query(
    `select email, id, array(select team_id from team_member where user_id = u.id) as teams from app_user u where email = any($1)`,
    [Object.values(emailOf)],
  )
  const person = (who) => rows.find(({ email }) => email === emailOf[who])
  const words = wordsOf(n)
  const [teamId] = person('team').teams
  const asked = [
    ...Object.keys(emailOf).flatMap((who) => Object.keys(words).map((kind) => ({ who, kind }))),
    { who: 'all', kind: 'common', teamId },
  ]
  for (const { who, kind, teamId: only } of asked) {
    const reader = await product.as(emailOf[who])
    const filter = { search: words[kind], ...(only && { teamId: { eq: only } }) }
    const scan = {
      words: words[kind].split(' '),
      ...(only && { teamIds: [only] }),
      ...(who === 'own' && { userId: person(who).id, teamIds: [] }),
      ...(who === 'team' && { userId: person(who).id, teamIds: person(who).teams }),
    }
    const side = (ask, { pid }) => ({ ask, clients, pid })
    const sides = {
      product: side(() => reader.ask(query, { f: filter }), product),
      floor: side(() => post(least.url, {}, JSON.stringify(scan)).then(({ text }) => text), least),
    }
    await expectAsMany(sides)
    yield {
      name: `search, ${kind} word${only ? ' in one team' : ''}, ${who} visible`,
      goal: '<= 0.05',
      by: 'p99',
      ...sides,
    }
  }
  await least.stop()
}

/** The product puts the best first and the scan the newest; but there are as many. */
async function expectAsMany({ product, floor }) {
  const [found, scanned] = await Promise.all([product.ask(), floor.ask()])
  const [here, there] = [JSON.parse(found).data.opportunities.nodes.length, JSON.parse(scanned).length]
  if (here !== there) throw new Error(`A search found ${here} and the scan ${there}.`)
}
