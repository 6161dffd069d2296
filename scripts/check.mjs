import { runChecks } from './proof/checks.mjs'
import { conclude } from './proof/conclude.mjs'

await conclude(runChecks)
