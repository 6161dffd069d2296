import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second, whatever its own clock. */
const msPerTick = 10

/** What a process has used so far, in milliseconds, and its ended children with it; null where there is no /proc. */
function usedBy(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return { parent: Number(fields[1]), ms: ticks * msPerTick }
  } catch {
    return null
  }
}

export const cpuOf = (pid) => usedBy(pid)?.ms ?? 0

/** PostgreSQL as a whole: the postmaster, those that ended included, and its running children. */
export function cpuOfFamily(pid) {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => usedBy(name))
    .filter((process) => process?.parent === pid)
  return cpuOf(pid) + children.reduce((sum, child) => sum + child.ms, 0)
}

export const canCount = process.platform === 'linux'
