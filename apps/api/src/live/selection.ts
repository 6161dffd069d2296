import {
  Kind,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql'

/** What a subscriber asked to see of each message. Equal keys: the same message reads the same. */
export interface Selection {
  readonly key: string
  readonly args: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>
}

interface Known {
  readonly number: number
  readonly document: DocumentNode
  readonly variables: readonly string[]
}

let documents = 0
const known = new WeakMap<OperationDefinitionNode, Known>()

export function selectionOf({
  schema,
  operation,
  fragments,
  variableValues,
  fieldName,
}: GraphQLResolveInfo): Selection {
  const { number, document, variables } = known.get(operation) ?? know(operation, fragments, fieldName)
  return {
    key: `${number} ${JSON.stringify(variables.map((name) => variableValues[name] ?? null))}`,
    args: { schema, document, operationName: operation.name?.value, variableValues },
  }
}

function know(operation: OperationDefinitionNode, fragments: GraphQLResolveInfo['fragments'], root: string): Known {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] }
  const made = { number: ++documents, document, variables: variablesBelow(document, root) }
  known.set(operation, made)
  return made
}

/** Arguments of the subscription itself say where to begin, which is each subscriber's own; all others shape messages. */
function variablesBelow(document: DocumentNode, root: string): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    VariableDefinition: () => false,
    Field: (field) => (field.name.value === root ? { ...field, arguments: [] } : undefined),
    Variable: (variable) => void names.add(variable.name.value),
  })
  return [...names].toSorted()
}
