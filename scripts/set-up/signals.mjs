/** Ctrl-C, a polite kill, a closed terminal. */
const stopSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** One Ctrl-C reaches us twice: from the terminal, and from npm, which passes it on. A human is slower than that. */
const sameRequestMs = 300

/**
 * Calls back for every request to stop, until the function that it returns is called. A request is also that our parent
 * is gone: npm's shell may die of a signal without passing it on.
 * @param {(signal: NodeJS.Signals) => void} onRequest
 */
export function watchForStop(onRequest) {
  let last = -Infinity
  const request = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now()
    if (now - last > sameRequestMs) onRequest(signal)
    last = now
  }
  for (const signal of stopSignals) process.on(signal, request)

  const parent = process.ppid
  const parentWatch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(parentWatch)
    request('SIGTERM')
  }, 250)
  parentWatch.unref()

  return () => {
    clearInterval(parentWatch)
    for (const signal of stopSignals) process.off(signal, request)
  }
}
