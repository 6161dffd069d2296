import { pino, type Logger } from 'pino'
import type { Env } from '../env.ts'

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>

/** JSON lines on standard output. No secret and no body gets there; a request is found again by its id. */
export const makeLog = (level: Env['MEKONG_LOG'], destination?: { write(line: string): void }): Logger =>
  pino(
    {
      level,
      base: null,
      redact: { paths: secretPaths, censor: '[redacted]' },
      serializers: { req: requestLine, err: errorLine },
    },
    destination ?? process.stdout,
  )

const secrets = ['authorization', 'cookie', '["set-cookie"]', 'password', 'newPassword', 'secret', 'token']

const secretPaths = secrets.flatMap((name) => {
  const step = name.startsWith('[') ? name : `.${name}`
  return [name, `*${step}`, `*.*${step}`, `*.*.*${step}`]
})

interface RequestLike {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly ip: string
}

/** Queries sent by GET and one-time links stand in the address: they stay out of the log. */
const requestLine = ({ id, method, url, ip }: RequestLike) => ({
  id,
  method,
  path: url.split('?', 1)[0]?.replace(/^(\/api)?\/(setup|invite|invitation|reset)\/.+/, '$1/$2/[redacted]'),
  ip,
})

/** A failed statement carries its values, and PostgreSQL's details quote rows: only what finds the place is kept. */
const errorLine = (error: Error & { code?: unknown; constraint?: unknown }) => ({
  type: error.name,
  message: error.message,
  code: error.code,
  constraint: error.constraint,
  stack: error.stack,
})
