import { Kind, type OperationDefinitionNode } from 'graphql'

/** `__typename` and a flat `__type { name kind }`: what a health check or a conformance check asks for. */
export const isOpenToAnybody = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation !== 'subscription' &&
  selectionSet.selections.every(
    (selection) =>
      selection.kind === Kind.FIELD &&
      (selection.name.value === '__typename' ||
        (selection.name.value === '__type' &&
          selection.selectionSet?.selections.every(
            (inner) => inner.kind === Kind.FIELD && openOfType.has(inner.name.value),
          ) === true)),
  )

const openOfType: ReadonlySet<string> = new Set(['name', 'kind', '__typename'])
