// The least that telling many can be: one buffer, handed to every socket of `ws`.
//   node bench/floors/fanout.mjs
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** As long as the event of a moved card. */
const event = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload: 'x'.repeat(1_300) }))

const server = createServer((_, response) => {
  for (const socket of sockets.clients) socket.send(event, { binary: false })
  response.end('{}')
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
process.on('SIGTERM', () => process.exit(0))
