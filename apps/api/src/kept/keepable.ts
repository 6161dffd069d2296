import {
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { fragmentsIn } from '../graphql/fragments.ts'

/**
 * What of a board follows from its counter, the names and the reader's class alone. Everything else (stays, whose last one
 * runs on by the clock; history) makes an answer one that is never kept, and so does a field that is not listed.
 */
export const keptFields: Readonly<Record<string, readonly string[]>> = {
  Board: ['seq', 'pipeline', 'columns', 'cursor'],
  BoardColumn: ['stage', 'totals', 'opportunities'],
  ColumnTotals: ['count', 'amount', 'weightedAmount', 'byCurrency'],
  CurrencyTotal: ['currency', 'count', 'amount', 'weightedAmount'],
  OpportunityConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  OpportunityEdge: ['cursor', 'node'],
  PageInfo: ['endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor'],
  Opportunity: [
    'id',
    'title',
    'description',
    'status',
    'amount',
    'currency',
    'weightedAmount',
    'probability',
    'probabilitySource',
    'pipeline',
    'stage',
    'stageEnteredAt',
    'owner',
    'team',
    'company',
    'contact',
    'source',
    'medium',
    'campaign',
    'tags',
    'expectedCloseDate',
    'externalId',
    'lostReason',
    'lostNote',
    'createdAt',
    'closedAt',
    'deletedAt',
    'rank',
    'version',
  ],
  Money: ['amount', 'currency'],
  User: ['id', 'name', 'email', 'role', 'isActive', 'mainTeam', 'teams'],
  Team: ['id', 'name', 'leader', 'members'],
  Company: ['id', 'name', 'domain', 'phone', 'address', 'createdAt', 'version'],
  Contact: ['id', 'name', 'email', 'phone', 'jobTitle', 'company', 'createdAt', 'version'],
  LostReason: ['id', 'name', 'isArchived'],
  Pipeline: ['id', 'name', 'currency', 'createdAt', 'stages'],
  Stage: ['id', 'name', 'kind', 'color', 'probability', 'position', 'isFolded', 'rottenAfterDays', 'pipeline'],
}

/** Signed for one reader: an answer that has it is that reader's alone. */
const personal = 'Board.cursor'

export interface Keepable {
  readonly root: FieldNode
  /** Whether the answer is one reader's own, or that of everybody who sees the same. */
  readonly isPersonal: boolean
}

/** Whether an operation's answer may be kept: it asks for one board and for nothing that changes without a sign. */
export function keepable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Keepable | null {
  const [root, ...others] = operation.selectionSet.selections
  if (operation.operation !== 'query' || root?.kind !== Kind.FIELD || root.name.value !== 'board') return null
  if (others.length > 0) return null
  const fields = fieldsOf(schema, document, root)
  if (![...fields].every(isKept)) return null
  return { root, isPersonal: fields.has(personal) }
}

function isKept(field: string): boolean {
  const [type = '', name = ''] = field.split('.')
  return keptFields[type]?.includes(name) === true
}

/** Every `Type.field` that is reached, fragments included. */
function fieldsOf(schema: GraphQLSchema, document: DocumentNode, root: FieldNode): ReadonlySet<string> {
  const found = new Set<string>()
  const fragments = fragmentsIn(document)
  const seen = new Set<string>()
  const look = (node: FieldNode | FragmentDefinitionNode, types: TypeInfo) =>
    visit(
      node,
      visitWithTypeInfo(types, {
        Field: ({ name: { value: name } }) => {
          const type = types.getParentType()
          if (type === schema.getQueryType() || name === '__typename') return
          // An abstract type says nothing of what stands behind it.
          found.add(isObjectType(type) ? `${type.name}.${name}` : `?.${name}`)
        },
        FragmentSpread: ({ name: { value: name } }) => {
          const fragment = fragments.get(name)
          if (seen.has(name) || !fragment) return
          seen.add(name)
          look(fragment, new TypeInfo(schema))
        },
      }),
    )
  look(root, new TypeInfo(schema, schema.getQueryType()))
  return found
}
