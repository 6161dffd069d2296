/** What one case found. Rows of several rounds of a case are added up; of times the worst counts. */
export interface Row {
  /** Writes that were acknowledged, or whatever else the case tries. */
  tries: number
  /** Acknowledged and in no feed, or missed by somebody who followed. */
  lost: number
  /** With more than one effect. */
  doubled: number
  /** Boards that were not what the database says. */
  diverged: number
  /** From the end of the fault, or of the writing, until every board was right again. */
  worstMs: number
  /** Why it was not run here. */
  notRun?: string
  /** What else was measured. */
  notes: string[]
}

export const emptyRow = (): Row => ({ tries: 0, lost: 0, doubled: 0, diverged: 0, worstMs: 0, notes: [] })

declare module 'vitest' {
  interface TaskMeta {
    fault?: Row
  }
}

export interface NamedRow extends Row {
  readonly name: string
  readonly isPassed: boolean
  /** What its failure said first. */
  readonly why?: string | undefined
}

const heads = ['case', 'tries', 'lost', 'doubled', 'diverged', 'worst recovery', 'result'] as const

const cells = (row: NamedRow): readonly string[] =>
  row.notRun === undefined
    ? [
        row.name,
        String(row.tries),
        String(row.lost),
        String(row.doubled),
        String(row.diverged),
        `${(row.worstMs / 1000).toFixed(1)} s`,
        [row.isPassed ? 'held' : `BROKEN: ${row.why}`, ...row.notes].join('; '),
      ]
    : [row.name, '', '', '', '', '', `not run: ${row.notRun}`]

export function asMarkdown(rows: readonly NamedRow[]): string {
  const line = (values: readonly string[]) => `| ${values.map((value) => value.replaceAll('|', '\\|')).join(' | ')} |`
  return [
    line(heads),
    line(heads.map((_, at) => (at === 0 || at === 6 ? '---' : '---:'))),
    ...rows.map((row) => line(cells(row))),
  ].join('\n')
}

/** For a terminal: columns under each other. */
export function asText(rows: readonly NamedRow[]): string {
  const all = [heads, ...rows.map(cells)]
  const widths = heads.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  return all
    .map((row) => row.map((value, at) => (at === 6 ? value : value.padEnd(widths[at] ?? 0))).join('  '))
    .join('\n')
}
