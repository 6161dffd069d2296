// A client of ill will, in a process of its own so that its CPU is its own: crowd.mjs KIND URL COOKIE. Speaks TCP and not
// `ws`, to press the server and not itself. Says once a second how many sockets the server has finished with.
import { connect } from 'node:net'

const [kind, url, cookie] = process.argv.slice(2)
const { hostname, port } = new URL(url)
const atATime = { messages: 5 }[kind] ?? 250

const upgrade = [
  'GET /graphql HTTP/1.1',
  `host: ${hostname}:${port}`,
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-protocol: graphql-transport-ws',
  'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
  `origin: ${url}`,
  `cookie: ${cookie}`,
  '\r\n',
].join('\r\n')

/** A client's frame, masked with zeros. */
function frame(text) {
  const body = Buffer.from(text)
  if (body.length > 125) throw new Error('only short ones')
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body])
}
const introduction = frame('{"type":"connection_init"}')
const ask = frame('{"id":"1","type":"subscribe","payload":{"query":"{ nothing }"}}')

let done = 0
function open() {
  const socket = connect({ host: hostname, port: Number(port) })
  let isOpen = false
  socket.on('error', () => {})
  socket.on('connect', () => socket.write(upgrade))
  socket.on('data', () => {
    if (isOpen) {
      if (kind === 'sockets') socket.destroy() // refused, or in: the next one comes
      return
    }
    isOpen = true
    if (kind === 'silent') return // until the server has had enough
    socket.write(introduction)
    if (kind === 'messages') setInterval(() => socket.write(ask), 2).unref()
    if (kind === 'unread') {
      socket.pause()
      setInterval(() => socket.write(ask), 2).unref()
    }
  })
  socket.on('close', () => {
    done++
    setImmediate(open)
  })
}
for (let at = 0; at < atATime; at++) open()
setInterval(() => process.send?.(done), 200)
process.on('disconnect', () => process.exit())
