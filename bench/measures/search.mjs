import { post } from '../http.mjs'

const query = `query ($s: String!) { opportunities(first: 20, filter: { search: $s }, orderBy: [{ field: RELEVANCE, direction: DESC }]) { nodes { id title amount { amount } stage { id } } } }`

/** Twenty hits of a word that many titles have and of one that few have, against a scan of all titles. */
export async function* measure({ product, pool, floor }) {
  const { rows } = await pool.query(`select title from opportunity order by id limit 1`)
  const [common = '', ...rest] = rows[0].title.split(' ').filter((word) => word.length > 2)
  const least = await floor('search')
  for (const [kind, word] of [
    ['common', common],
    ['rare', rest.at(-1) ?? common],
  ])
    yield {
      name: `search, ${kind} word`,
      goal: 20,
      product: { ask: () => product.ask(query, { s: word }), clients: 4, pid: product.pid },
      floor: { ask: () => post(least.url, {}, JSON.stringify({ word })), clients: 4, pid: least.pid },
    }
  await least.stop()
}
