import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/**
 * A subscription's root field may not be left out by a condition, as the specification has it by now: without the field
 * there is no source to subscribe to, and graphql-js fails over it.
 */
export const steadySubscription = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== 'subscription') return
    for (const node of rootSelections(context, selectionSet))
      if (node.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include'))
        context.reportError(
          new GraphQLError('The root field of a subscription may not be skipped or included by a condition.', {
            nodes: [node],
          }),
        )
  },
})

function* rootSelections(
  context: ValidationContext,
  set: SelectionSetNode,
  seen = new Set<string>(),
): Generator<SelectionNode> {
  for (const node of set.selections) {
    yield node
    if (node.kind === Kind.INLINE_FRAGMENT) yield* rootSelections(context, node.selectionSet, seen)
    if (node.kind !== Kind.FRAGMENT_SPREAD || seen.has(node.name.value)) continue
    seen.add(node.name.value)
    const fragment = context.getFragment(node.name.value)
    if (fragment) yield* rootSelections(context, fragment.selectionSet, seen)
  }
}
