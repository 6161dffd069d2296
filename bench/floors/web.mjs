// The least that a board in a browser can be: a plain page with every card in it, which a script moves about.
//   node bench/floors/web.mjs, with DATABASE_URL; a board is at /?board=ID, and POST /move tells all pages of a move
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { WebSocketServer } from 'ws'

const page = readFileSync(join(import.meta.dirname, 'web.html'))
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
pool.on('error', () => {}) // PostgreSQL ends idle connections when it stops

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://floor')
  if (pathname === '/') return response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
  if (pathname === '/cards') return response.end(JSON.stringify(await cardsOf(searchParams.get('board'))))
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    for (const socket of sockets.clients) socket.send(Buffer.concat(parts), { binary: false })
    response.end('{}')
  })
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
process.on('SIGTERM', () => process.exit(0))

async function cardsOf(board) {
  const { rows } = await pool.query(
    `select o.id, o.title, o.amount, o.stage_id as stage, s.name as "stageName", c.name as company, u.name as owner
     from opportunity o join stage s on s.id = o.stage_id left join company c on c.id = o.company_id
     left join app_user u on u.id = o.owner_id
     where o.pipeline_id = $1 and o.deleted_at is null order by s.position, o.rank, o.id`,
    [board],
  )
  return rows
}
