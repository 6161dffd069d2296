// A Mekong to kill: starts a server in its own process, prints the address, and waits for its end.
import { startLocalPostgres, temporaryPostgres } from '../src/index.ts'

process.once('SIGTERM', () => process.exit(0)) // without stopping the server, which must be taken along all the same
setInterval(() => {}, 60_000)

const [dataDir] = process.argv.slice(2)
const server = dataDir ? await startLocalPostgres({ dataDir }) : await temporaryPostgres()
console.log(server.url('postgres'))
