import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A quiet browser: no sandbox (containers forbid it), no GPU, nothing that calls home. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The Chromium that browser tests run in: CHROMIUM_PATH, else an installed one. */
export function chromiumPath() {
  const path = [process.env['CHROMIUM_PATH'], ...usual].find((candidate) => candidate && existsSync(candidate))
  if (!path) throw new Error('No Chromium found. Set CHROMIUM_PATH to one.')
  return path
}
