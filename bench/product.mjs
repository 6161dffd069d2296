import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One HTTP request, its body read in full; anything but 200 ends the run. */
export function post(url, headers, body) {
  return new Promise((done, fail) => {
    const asked = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        const parts = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if (answer.statusCode === 200) done({ text, headers: answer.headers })
          else fail(new Error(`${answer.statusCode}: ${text}`))
        })
      },
    )
    asked.on('error', fail)
    asked.end(body)
  })
}

const card =
  'id title status amount { amount currency } probability rank version owner { id name } company { id name } stage { id }'
const boardQuery = `query ($p: ID!) { board(pipelineId: $p) { seq columns { stage { id } totals { count byCurrency { currency count amount weightedAmount } } opportunities(first: 50) { nodes { ${card} } } } } }`
const moveMutation = `mutation ($i: MoveOpportunityInput!) { moveOpportunity(input: $i) { opportunity { id rank version } userErrors { code } } }`

/** The product as anybody runs it: a process of its own, asked over HTTP. */
export class Product {
  #child
  #url
  #cookie = ''

  static async start(file, env) {
    const product = new Product()
    product.#child = spawn(process.execPath, ['--enable-source-maps', file], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    product.#url = await new Promise((done, fail) => {
      product.#child.stdout.on('data', (text) => {
        const found = /http:\/\/\S+/.exec(String(text))
        if (found) done(found[0])
      })
      product.#child.on('exit', (code) => fail(new Error(`The product ended with ${code}.`)))
    })
    return product
  }

  async signIn(email) {
    const { headers } = await post(
      `${this.#url}/api/auth/sign-in/email`,
      {},
      JSON.stringify({ email, password: 'mekong-demo' }),
    )
    this.#cookie = headers['set-cookie'][0].split(';')[0]
  }

  async #ask(query, variables) {
    const { text } = await post(`${this.#url}/graphql`, { cookie: this.#cookie }, JSON.stringify({ query, variables }))
    if (text.includes('"errors"') || /"userErrors":\[\{/.test(text)) throw new Error(text.slice(0, 300))
    return text
  }

  async board(pipelineId) {
    return { ask: () => this.#ask(boardQuery, { p: pipelineId }) }
  }

  /** Cards go to and fro between the two open stages, each client with its own. */
  async move(pool, pipelineId) {
    const { rows } = await pool.query(
      `select o.id, (select array_agg(s.id order by s.position) from stage s where s.pipeline_id = $1 and s.kind = 'OPEN') as open
       from opportunity o where o.pipeline_id = $1 and o.status = 'OPEN' order by o.id limit 500`,
      [pipelineId],
    )
    let at = 0
    const places = rows.map(({ id, open }) => ({ id, open, next: 0 }))
    return {
      ask: () => {
        const place = places[at++ % places.length]
        place.next = 1 - place.next
        return this.#ask(moveMutation, { i: { opportunityId: place.id, toStageId: place.open[place.next] } })
      },
    }
  }

  async stop() {
    const gone = new Promise((done) => this.#child.once('exit', done))
    this.#child.kill('SIGTERM')
    await gone
  }
}
