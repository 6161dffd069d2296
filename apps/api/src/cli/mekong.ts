import 'reflect-metadata'
import { join, resolve } from 'node:path'
import type { Locale } from '@mekong/domain'
import type { DataSource } from 'typeorm'
import { dataSource, poolOf } from '../data/data-source.ts'
import { openDatabase } from '../data/database.ts'
import { migrate } from '../data/migrate.ts'
import { sqlOn } from '../data/sql.ts'
import { transactionsOn } from '../data/transaction.ts'
import { Writes } from '../data/write.ts'
import { InvalidEnvironment, readEnv, repositoryRoot, type Env } from '../env.ts'
import { readSecrets } from '../http/secrets.ts'
import { makeWakeBus } from '../live/make-wake-bus.ts'
import { findOrganization } from '../modules/organization/organization.store.ts'
import { explainStartFailure } from '../start-failure.ts'
import { backupHelp, runBackup } from './backup/backup-command.ts'
import { languageOf } from './backup/language.ts'
import { restoreHelp, runRestore } from './backup/restore-command.ts'
import { CommandRefused, type CommandContext, type ExitCode } from './command.ts'
import { createAdminHelp, runCreateAdmin } from './create-admin.ts'
import { runExampleMaven } from './example-maven.ts'
import { importHelp, parseImportArguments, runImport } from './import/import-command.ts'
import { UnusableInput } from './import/import-map.ts'

const help = `npm run mekong -- COMMAND

  import FILE --into opportunities --map MAP.json   read a CSV file (import --help)
  example maven                                     make the pipeline Maven and import 8,800 opportunities
  migrate                                           bring the tables to this version; its nodes do it too when they start
  create-admin EMAIL                                make an administrator who can sign in
  backup FILE                                       write everything into one file, while people work
  restore FILE [--replace]                          put a backup into an empty database`

/** Works with the tables of this version, or with the database as it is. */
type Command =
  | { readonly kind: 'on-tables'; run(context: CommandContext): Promise<ExitCode> }
  | { readonly kind: 'on-database'; run(databaseUrl: string, locale: Locale): Promise<ExitCode> }

const onTables = (run: (context: CommandContext) => Promise<ExitCode>): Command => ({ kind: 'on-tables', run })

/** What the arguments ask for; a text is to be printed, no database needed. */
function readCommand([name, ...args]: readonly string[]): Command | string {
  const wantsHelp = args.includes('--help')
  if (name === undefined || name === 'help' || name === '--help') return help
  if (name === 'import') {
    const request = parseImportArguments(args)
    return request ? onTables((context) => runImport(context, request)) : importHelp
  }
  if (name === 'create-admin') {
    const [email] = args
    if (wantsHelp) return createAdminHelp
    if (email === undefined) throw new CommandRefused('Say whose it is: npm run mekong -- create-admin EMAIL')
    return onTables((context) => runCreateAdmin(context, email))
  }
  if (name === 'example' && args[0] === 'maven') {
    if (wantsHelp) return help
    const folder = join(repositoryRoot(), 'examples', 'maven-crm')
    return onTables((context) => runExampleMaven(context, folder, args.includes('--json')))
  }
  if (name === 'migrate') {
    if (wantsHelp) return help
    if (args.length > 0) throw new CommandRefused('"migrate" takes nothing more.')
    return { kind: 'on-database', run: runMigrate }
  }
  if (name === 'backup') {
    if (wantsHelp) return backupHelp
    const file = onlyFile(args)
    return { kind: 'on-database', run: (url, locale) => runBackup(url, file, locale) }
  }
  if (name === 'restore') {
    if (wantsHelp) return restoreHelp
    const replaces = args.includes('--replace')
    const file = onlyFile(args.filter((arg) => arg !== '--replace'))
    return { kind: 'on-database', run: (url, locale) => runRestore(url, { file, replaces }, locale) }
  }
  throw new CommandRefused(`There is no command "${[name, ...args].join(' ')}". Try: npm run mekong -- help`)
}

function onlyFile(args: readonly string[]): string {
  const [file, ...others] = args
  if (file === undefined || file.startsWith('--') || others.length > 0)
    throw new CommandRefused('Name one file (see --help).')
  return resolve(file)
}

/** Beside a running server or without one: the embedded database is started when nobody has it. */
async function withDatabase(env: Env, command: Command): Promise<ExitCode> {
  const database = await openDatabase(env, { isCommand: true })
  try {
    if (command.kind === 'on-database') return await command.run(database.url, await languageOf(database.url))
    const data = await dataSource(database.url, { poolSize: 4, onIdleError: onFault }).initialize()
    try {
      await migrate(data, tellLocked)
      return await withWakeUps(database.url, env, data, command.run)
    } finally {
      await data.destroy()
    }
  } finally {
    await database.close()
  }
}

/** Before a rolling upgrade, by hand; nothing but tables. */
async function runMigrate(databaseUrl: string): Promise<ExitCode> {
  const data = await dataSource(databaseUrl, { poolSize: 1, onIdleError: onFault }).initialize()
  try {
    const pending = await data.showMigrations()
    await migrate(data, tellLocked)
    console.log(
      pending ? 'The tables are those of this version now.' : 'The tables were those of this version already.',
    )
    return 0
  } finally {
    await data.destroy()
  }
}

const tellLocked = () => console.error('A table is kept locked by others; waiting ...')

/** Running nodes learn of what a command writes as they learn of each other's writes. */
async function withWakeUps(
  databaseUrl: string,
  env: Env,
  data: DataSource,
  run: (context: CommandContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const pool = poolOf(data)
  const { cursor: secret } = await readSecrets(pool)
  const wake = makeWakeBus({ databaseUrl, redisUrl: env.REDIS_URL, secret, onFault, onLost: onFault })
  try {
    await wake.start()
    const sql = sqlOn(pool)
    const locale = (await findOrganization(sql))?.locale ?? 'vi'
    return await run({ sql, writes: new Writes(data, wake), inTransaction: transactionsOn(pool), locale })
  } finally {
    await wake.stop()
  }
}

const onFault = (error: unknown) => console.error(error)

async function run(): Promise<ExitCode> {
  let env: Env | undefined
  try {
    const command = readCommand(process.argv.slice(2))
    if (typeof command === 'string') {
      console.log(command)
      return 0
    }
    env = readEnv(process.env)
    return await withDatabase(env, command)
  } catch (error) {
    const isOurs =
      error instanceof CommandRefused || error instanceof UnusableInput || error instanceof InvalidEnvironment
    if (isOurs || isArgumentFault(error)) {
      console.error(error.message)
      return 2
    }
    const sentence = env && explainStartFailure(error, env)
    console.error(sentence ?? error)
    return 3
  }
}

/** `parseArgs` speaks of what it could not read by code. */
const isArgumentFault = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

process.exitCode = await run()
