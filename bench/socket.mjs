import WebSocket from 'ws'

/** Opens a socket, subscribes, and gives it back once the first result has come. */
export function follow(url, headers, payload, onMessage) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { headers, perMessageDeflate: false })
    socket.once('error', fail)
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })))
    socket.on('message', (bytes) => {
      const kind = /"type":"(\w+)"/.exec(bytes.toString('latin1', 0, 80))?.[1]
      if (kind === 'connection_ack') socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }))
      if (kind === 'error') fail(new Error(String(bytes)))
      if (kind !== 'next') return
      done(socket)
      onMessage(bytes)
    })
  })
}
