import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryPostgres } from '@mekong/local-postgres'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../../../../scripts/chromium.mjs'
import { build } from '../../../../scripts/set-up/build.mjs'
import { databaseNamed, onServer } from './database.ts'
import { MekongServer } from './mekong-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly adminUrl: string
    readonly template: string
    readonly chromium: string
    readonly built: string
  }
}

/** One PostgreSQL for all stories, and in it one demo organisation that every file clones. */
export default async function setup(project: TestProject) {
  await build('--filter=@mekong/api', '--filter=@mekong/web')
  const built = copyBuild()
  const own = await temporaryPostgres()
  const adminUrl = own.url('postgres')
  const template = 'mekong_demo'
  try {
    await onServer(adminUrl, `create database ${template}`)
    const server = new MekongServer(built, databaseNamed(adminUrl, template))
    await server.start()
    await server.stop()
    await onServer(adminUrl, `alter database ${template} with is_template true allow_connections false`)
  } catch (error) {
    await own.stop()
    throw error
  }
  project.provide('adminUrl', adminUrl)
  project.provide('template', template)
  project.provide('built', built)
  project.provide('chromium', await findChromium())
  return async () => {
    await own.stop()
    rmSync(built, { recursive: true, force: true })
  }
}

/** A build that is made anew meanwhile must not pull the ground from under the stories. */
function copyBuild(): string {
  const apps = join(import.meta.dirname, '../../..')
  const copy = join(apps, `../node_modules/.cache/mekong-stories-${process.pid}`)
  for (const folder of ['api/dist', 'web/build']) cpSync(join(apps, folder), join(copy, folder), { recursive: true })
  return copy
}
