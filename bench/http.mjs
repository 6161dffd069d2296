import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

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
