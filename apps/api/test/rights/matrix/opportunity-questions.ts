import { gql } from '../../client.ts'
import { holds, inPayload, reading, text, writing, type Questions } from './asked.ts'

export const opportunityQuestions: Questions = {
  'Query.node': reading(({ id }) => ({ text: `(id: ${text(id)}) { id ... on Opportunity { title } }` })),
  'Query.nodes': reading(({ id }) => ({
    text: `(ids: [${text(id)}]) { id ... on Opportunity { title } }`,
    tells: holds(id),
  })),
  'Query.opportunity': reading(({ id }) => ({ text: `(id: ${text(id)}) { id title }` })),
  'Query.opportunities': reading(({ id, title }) => ({
    text: `(filter: { search: ${text(title)} }) { totalCount nodes { id title } }`,
    tells: (value) => holds(id)(value) && holds('"totalCount":1')(value),
  })),
  'Query.board': reading(({ id }, { board }) => ({
    text: `(pipelineId: ${text(board.id)} filter: { id: { eq: ${text(id)} } }) {
      columns { totals { count } opportunities(first: 5) { nodes { id title } } } }`,
    tells: (value) => holds(id)(value) && holds('"count":1')(value),
  })),
  'Query.changes': reading(({ id }, { board }) => ({
    text: `(pipelineId: ${text(board.id)} first: 100) { nodes { opportunityId } }`,
    tells: holds(id),
  })),
  'Mutation.createOpportunity': async ({ workshop, north, south, colleague, stranger }, { userId }) =>
    [
      [userId, north],
      [colleague.id, north],
      [stranger.id, south],
    ].map(([ownerId = '', teamId = '']) => ({
      text: `(input: { pipelineId: ${text(workshop.id)} title: "Kho" ownerId: ${text(ownerId)} teamId: ${text(teamId)} })
        { opportunity { id } userErrors { code } }`,
    })),
  'Mutation.updateOpportunity': writing(() => 'description: "x"', 'opportunity { id title }'),
  'Mutation.moveOpportunity': writing(
    (_, { workshop }) => `toStageId: ${text(workshop.qualified)}`,
    'opportunity { id title } current { title }',
  ),
  'Mutation.reopenOpportunity': writing(() => '', 'opportunity { id title }', 'LOST'),
  'Mutation.deleteOpportunity': writing(() => '', 'deletedId'),
  'Mutation.restoreOpportunity': writing(() => '', 'opportunity { id title }'),
  'Mutation.updatePresence': reading(({ id }, { board }) => ({
    text: `(input: { pipelineId: ${text(board.id)} opportunityId: ${text(id)} }) ${inPayload('presence { people { doing } }')}`,
  })),

  'Subscription.boardEvents': reading(({ id }, { board }) => ({
    text: `(pipelineId: ${text(board.id)}) { ... on BoardSnapshot { columns { opportunities(first: 100) { nodes { id title } } } } }`,
    tells: holds(id),
  })),
  'Subscription.boardPresence': reading(({ id }, { app, board, manager }) => ({
    text: `(pipelineId: ${text(board.id)}) { people { opportunityId } }`,
    tells: holds(id),
    before: () => gql(app, manager, presenceDocument, { board: board.id, id }),
  })),
}

const presenceDocument = `mutation ($board: ID!, $id: ID) {
  updatePresence(input: { pipelineId: $board, opportunityId: $id }) { userErrors { code } } }`
