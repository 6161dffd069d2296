/**
 * Calls `first` for the first request to stop and `second` for the next. Signals and the launcher's messages are counted
 * apart, because one Ctrl-C comes both ways: the terminal signals everybody, and `npm start` passes on what it gets.
 */
export function onStopRequest(first: () => void, second: () => void) {
  let hasBegun = false
  const counter = () => {
    let requests = 0
    return () => {
      requests += 1
      if (requests > 1) return second()
      if (hasBegun) return
      hasBegun = true
      first()
    }
  }
  const signalled = counter()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, signalled)

  const told = counter()
  process.on('message', (message) => message === 'stop' && told())
  // The launcher was killed. Nobody would stop us any more, and the next start would find its port taken.
  process.on('disconnect', () => hasBegun || told())
}
