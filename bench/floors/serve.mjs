// Serves one floor: the least that any implementation must do, bare `pg` behind `node:http`.
//   node bench/floors/serve.mjs NAME, with DATABASE_URL
import { createServer } from 'node:http'
import pg from 'pg'

const { answer, settings } = await import(`./${process.argv[2]}.mjs`)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20, options: settings })
pool.on('error', () => {}) // PostgreSQL ends idle connections when it stops

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', async () => {
    try {
      const asked = JSON.parse(Buffer.concat(parts).toString())
      const text = JSON.stringify(await answer(pool, asked))
      response.setHeader('content-type', 'application/json').end(text)
    } catch (error) {
      response.statusCode = 500
      response.end(String(error))
    }
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
process.on('SIGTERM', () => process.exit(0))
