// A process for stop-requests.test.ts: tells what it is asked to do.
import { onStopRequest } from '../src/stop-requests.ts'

const finish = () => process.stdout.write('second', () => process.exit(0))
onStopRequest(() => process.stdout.write('first '), finish)
setInterval(() => {}, 60_000)
process.stdout.write('ready ')
