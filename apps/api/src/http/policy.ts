import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql'
import { fragmentsIn } from '../graphql/fragments.ts'
import { may, type Action, type Actor } from '@mekong/domain'

/** What somebody must be allowed to do before a root field is looked at; null: to be signed in is enough. */
type Need = Action | null

/**
 * One row for every root field. A field without a row is closed to everybody, and a test names it. What may be done to a
 * certain opportunity is asked again by the use case, which knows the opportunity.
 */
export const policy: Readonly<Record<string, Need>> = {
  'Query.viewer': null,
  'Query.node': 'opportunity:read',
  'Query.nodes': 'opportunity:read',
  'Query.pipelines': 'opportunity:read',
  'Query.pipeline': 'opportunity:read',
  'Query.board': 'opportunity:read',
  'Query.opportunity': 'opportunity:read',
  'Query.opportunities': 'opportunity:read',
  'Query.companies': 'opportunity:read',
  'Query.contacts': 'opportunity:read',
  'Query.users': 'opportunity:read',
  'Query.teams': 'opportunity:read',
  'Query.invitations': 'setup:write',
  'Query.lostReasons': 'opportunity:read',
  'Query.sources': 'opportunity:read',
  'Query.tags': 'opportunity:read',
  'Query.changes': 'opportunity:read',
  'Query.apiKeys': 'key:own',
  'Query.auditLog': 'audit:read',

  'Mutation.createOpportunity': 'opportunity:create',
  'Mutation.updateOpportunity': 'opportunity:edit',
  'Mutation.moveOpportunity': 'opportunity:edit',
  'Mutation.reopenOpportunity': 'opportunity:edit',
  'Mutation.deleteOpportunity': 'opportunity:delete',
  'Mutation.restoreOpportunity': 'opportunity:restore',
  'Mutation.createCompany': 'company:write',
  'Mutation.updateCompany': 'company:write',
  'Mutation.deleteCompany': 'company:delete',
  'Mutation.createContact': 'company:write',
  'Mutation.updateContact': 'company:write',
  'Mutation.deleteContact': 'company:delete',
  'Mutation.createPipeline': 'setup:write',
  'Mutation.updatePipeline': 'setup:write',
  'Mutation.createStage': 'setup:write',
  'Mutation.updateStage': 'setup:write',
  'Mutation.moveStage': 'setup:write',
  'Mutation.deleteStage': 'setup:write',
  'Mutation.createLostReason': 'setup:write',
  'Mutation.updateLostReason': 'setup:write',
  'Mutation.inviteUser': 'setup:write',
  'Mutation.resendInvitation': 'setup:write',
  'Mutation.revokeInvitation': 'setup:write',
  'Mutation.updateUser': 'setup:write',
  'Mutation.deactivateUser': 'setup:write',
  'Mutation.reactivateUser': 'setup:write',
  'Mutation.createTeam': 'setup:write',
  'Mutation.updateTeam': 'setup:write',
  'Mutation.deleteTeam': 'setup:write',
  'Mutation.updateOrganization': 'organization:write',
  'Mutation.updateViewer': 'viewer:write',
  'Mutation.createApiKey': 'key:own',
  'Mutation.rotateApiKey': 'key:own',
  'Mutation.revokeApiKey': 'key:own',
  'Mutation.revokeSession': 'session:own',
  'Mutation.revokeSessions': 'session:own',
  'Mutation.clearTwoFactor': 'session:others',
  'Mutation.updatePresence': 'opportunity:read',

  'Subscription.boardEvents': 'opportunity:read',
  'Subscription.boardPresence': 'opportunity:read',
}

/** The root fields of an operation that its actor may not use, by role or by the scopes of their key. */
export const refusedFields = (actor: Actor, operation: OperationDefinitionNode, document: DocumentNode): FieldNode[] =>
  rootFields(operation, document).filter(({ name }) => !isOpen(actor, operation, name.value))

function isOpen(actor: Actor, { operation }: OperationDefinitionNode, field: string): boolean {
  if (field.startsWith('__')) return true
  const need = policy[`${typeOf[operation]}.${field}`]
  return need === null || (need !== undefined && may(actor, need))
}

const typeOf = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const

/** Of fragments too, and whatever `@include` says: nobody needs to ask for what they would then leave out. */
function rootFields(operation: OperationDefinitionNode, document: DocumentNode): FieldNode[] {
  const fragments = fragmentsIn(document)
  const fields = new Map<string, FieldNode>()
  const pending = [operation.selectionSet]
  const seen = new Set<string>()
  for (const selectionSet of pending)
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) fields.set(selection.name.value, selection)
      else if (selection.kind === Kind.INLINE_FRAGMENT) pending.push(selection.selectionSet)
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value)
        const fragment = fragments.get(selection.name.value)
        if (fragment) pending.push(fragment.selectionSet)
      }
    }
  return [...fields.values()]
}
