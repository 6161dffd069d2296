// Loaded into a process whose memory is measured (child.mjs): tells, when it is asked, what is left after collecting.
import { setTimeout as wait } from 'node:timers/promises'

process.on('message', async () => {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc()
    await wait(50) // what is finalized in one turn is collected in the next
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send({ held: heapUsed + external, resident: rss })
})
process.channel.unref()
