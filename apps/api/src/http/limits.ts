import { Kind, type DocumentNode, type SelectionSetNode, visit } from 'graphql'
import { fragmentsIn } from '../graphql/fragments.ts'
import type { Limits } from '../env.ts'

interface Measures {
  /** Levels of fields, from the root on. */
  readonly depth: number
  /** Fields under another name, and fields asked for again in one selection: what makes a short document run long. */
  readonly aliases: number
}

type Broken = { readonly limit: 'depth' | 'aliases' | 'directives' | 'operations'; readonly most: number }

/**
 * The limits that need no schema. They hold before validation, whose own work grows with what is limited here. Fragments
 * are expanded by arithmetic: each is measured once, however often it is spread.
 */
export function brokenLimit(document: DocumentNode, limits: Limits): Broken | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  if (operations.length > limits.operations) return { limit: 'operations', most: limits.operations }
  if (countDirectives(document) > limits.directives) return { limit: 'directives', most: limits.directives }
  const measureIn = measurer(document)
  for (const { selectionSet } of operations) {
    const { depth, aliases } = measureIn(selectionSet)
    if (depth > limits.depth) return { limit: 'depth', most: limits.depth }
    if (aliases > limits.aliases) return { limit: 'aliases', most: limits.aliases }
  }
  return undefined
}

/** No input of ours nests as deep, filters with all that they combine included. */
export const mostVariableLevels = 64

/**
 * Whether variables nest so deep that reading them, which is done by recursion, could use up the stack. Looked at level by
 * level, for the same reason.
 */
export function areTooDeep(variables: unknown): boolean {
  let level: unknown[] = [variables]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostVariableLevels) return true
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
  return false
}

function countDirectives(document: DocumentNode): number {
  let count = 0
  visit(document, { Directive: () => void count++ })
  return count
}

function measurer(document: DocumentNode): (selectionSet: SelectionSetNode) => Measures {
  const fragments = fragmentsIn(document)
  const known = new Map<string, Measures>()

  const measureFragment = (name: string): Measures => {
    const done = known.get(name)
    if (done) return done
    known.set(name, none) // a fragment within itself ends here, and validation refuses it
    const fragment = fragments.get(name)
    const measures = fragment ? measure(fragment.selectionSet) : none
    known.set(name, measures)
    return measures
  }

  const measure = (selectionSet: SelectionSetNode): Measures => {
    const names = new Set<string>()
    let depth = 0
    let aliases = 0
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value
        if (selection.alias || names.has(name)) aliases++
        names.add(name)
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet
            ? measure(selection.selectionSet)
            : none
      depth = Math.max(depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0))
      aliases += inner.aliases
    }
    return { depth, aliases }
  }
  return measure
}

const none: Measures = { depth: 0, aliases: 0 }
