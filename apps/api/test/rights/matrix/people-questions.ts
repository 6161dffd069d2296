import { typeidUnboxed } from 'typeid-js'
import { gql } from '../../client.ts'
import { holds, inPayload, onKeys, once, onNew, text, type Questions } from './asked.ts'
import type { Cast } from './cast.ts'

const person = async ({ people, north }: Cast): Promise<string> => (await people.make({ teams: [north] })).id

const whoLeft = async (cast: Cast): Promise<string> => {
  const id = await person(cast)
  await cast.pool.query('update app_user set is_active = false where id = $1', [id])
  return id
}

const team = ({ people }: Cast): Promise<string> => people.team()

const newAddress = () => `${typeidUnboxed('usr')}@example.test`

const invitation = async ({ app, by }: Cast): Promise<string> => {
  const document = `mutation ($email: String!) { inviteUser(input: { email: $email, name: "Lan" }) { invitation { id } } }`
  type Invited = { inviteUser: { invitation: { id: string } } }
  const { inviteUser } = await gql<Invited>(app, by.administrator, document, { email: newAddress() })
  return inviteUser.invitation.id
}

/** People, their teams, keys and settings. */
export const peopleQuestions: Questions = {
  'Query.viewer': once('{ user { id } }'),
  'Query.apiKeys': onKeys((id) => ({ text: '(first: 100) { nodes { id } }', tells: holds(id) })),
  'Query.auditLog': once('{ nodes { id } }'),
  'Query.invitations': once('{ nodes { id } }'),

  'Mutation.updateViewer': once(`(input: { timeZone: "Asia/Ho_Chi_Minh" }) ${inPayload('viewer { locale }')}`),
  'Mutation.createApiKey': once(
    `(input: { name: "Báo cáo" scopes: [READ_OPPORTUNITIES] }) ${inPayload('apiKey { id }')}`,
  ),
  'Mutation.rotateApiKey': onKeys((id) => ({ text: `(input: { id: ${text(id)} }) ${inPayload('apiKey { id }')}` })),
  'Mutation.revokeApiKey': onKeys((id) => ({ text: `(input: { id: ${text(id)} }) ${inPayload('apiKey { id }')}` })),
  'Mutation.revokeSession': async ({ people }, { userId }) =>
    Promise.all(
      [userId, (await people.make()).id].map(async (owner) => ({
        text: `(input: { id: ${text((await people.session(owner)).sessionId)} }) ${inPayload('revokedId')}`,
      })),
    ),
  'Mutation.revokeSessions': onNew(person, (id) => `(input: { userId: ${id} }) ${inPayload('revokedIds')}`),
  'Mutation.clearTwoFactor': onNew(person, (id) => `(input: { userId: ${id} }) ${inPayload('user { id }')}`),
  'Mutation.inviteUser': once(
    () => `(input: { email: ${text(newAddress())} name: "Lan" }) ${inPayload('user { id }')}`,
  ),
  'Mutation.resendInvitation': onNew(invitation, (id) => `(input: { id: ${id} }) ${inPayload('invitation { id }')}`),
  'Mutation.revokeInvitation': onNew(invitation, (id) => `(input: { id: ${id} }) ${inPayload('deletedId')}`),
  'Mutation.updateUser': onNew(person, (id) => `(input: { id: ${id} seesAmounts: false }) ${inPayload('user { id }')}`),
  'Mutation.deactivateUser': async (cast) => [
    {
      text: `(input: { id: ${text(await person(cast))} handOverToId: ${text(cast.colleague.id)} }) ${inPayload('user { id }')}`,
    },
  ],
  'Mutation.reactivateUser': onNew(whoLeft, (id) => `(input: { id: ${id} }) ${inPayload('user { id }')}`),
  'Mutation.createTeam': once(() => `(input: { name: ${text(typeidUnboxed('tea'))} }) ${inPayload('team { id }')}`),
  'Mutation.updateTeam': onNew(
    team,
    (id) => `(input: { id: ${id} name: ${text(typeidUnboxed('tea'))} }) ${inPayload('team { id }')}`,
  ),
  'Mutation.deleteTeam': onNew(team, (id) => `(input: { id: ${id} }) ${inPayload('deletedId')}`),
}
