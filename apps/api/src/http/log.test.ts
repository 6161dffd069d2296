import { describe, expect, test } from 'vitest'
import { makeLog } from './log.ts'

function logged(write: (log: ReturnType<typeof makeLog>) => void): string {
  const lines: string[] = []
  write(makeLog('trace', { write: (line) => void lines.push(line) }))
  return lines.join('')
}

const request = (url: string) => ({ id: 'r1', method: 'GET', url, ip: '10.0.0.1', headers: { cookie: 'planted' } })

describe('the log', () => {
  test('is a line of JSON, with the request’s id', () => {
    const line: unknown = JSON.parse(logged((log) => log.info({ req: request('/livez') }, 'incoming request')))
    expect(line).toMatchObject({
      level: 30,
      msg: 'incoming request',
      req: { id: 'r1', method: 'GET', path: '/livez', ip: '10.0.0.1' },
    })
  })

  test('holds no secret, wherever it is put', () => {
    const secret = 'planted'
    const text = logged((log) => {
      log.info({ password: secret, authorization: secret, cookie: secret, token: secret, secret })
      log.info({ headers: { authorization: secret, cookie: secret, 'set-cookie': secret } })
      log.info({ req: request(`/graphql?query=${secret}`) })
      log.info({ req: request(`/setup/${secret}`) })
      log.info({ req: request(`/api/setup/${secret}`) })
      log.info({ req: request(`/invite/${secret}`) })
      log.info({ req: request(`/api/invitation/${secret}`) })
      log.error({ err: Object.assign(new Error('broken'), { parameters: [secret], query: secret, detail: secret }) })
      log.info({ body: { email: 'a@example.test', password: secret, newPassword: secret } })
    })
    expect(text).not.toContain(secret)
    expect(text).toContain('broken')
    expect(text).toContain('/setup/[redacted]')
  })
})
