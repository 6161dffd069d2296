import { describe, expect, it } from 'vitest'
import { idOf, makeActor, makePerson, makePipeline, someInstant, stageOf } from '../testing/index.ts'
import { defaultAssignment, type NamedThings } from './assignment.ts'
import { decideCreate, type CreateRequest } from './decide-create.ts'
import type { Opportunity } from './opportunity.ts'

const pipeline = makePipeline({ currency: 'USD' })
const rep = makeActor()
const made = { id: idOf('opportunity', 1), rank: '-1048576', now: someInstant }

const create = (request: Omit<CreateRequest, 'title'> & { title?: string }, named: NamedThings = {}, actor = rep) =>
  decideCreate(actor, pipeline, { title: 'Thi công', ...request }, named, made)

const faultsOf = (decision: ReturnType<typeof create>) =>
  decision.kind === 'refused' ? decision.faults.map(({ rule, field }) => `${rule} ${field.join('.')}`) : []

describe('a new opportunity', () => {
  it('begins in the first open stage: mine, in my team', () => {
    const prospect = stageOf(pipeline, 'prospect')
    expect(create({})).toEqual({
      kind: 'created',
      after: {
        id: made.id,
        pipelineId: pipeline.id,
        stageId: prospect.id,
        status: 'OPEN',
        title: 'Thi công',
        description: null,
        amount: null,
        currency: 'USD',
        probability: prospect.probability,
        probabilitySource: 'STAGE',
        ownerId: rep.userId,
        teamId: rep.mainTeamId,
        companyId: null,
        contactId: null,
        source: null,
        medium: null,
        campaign: null,
        tags: [],
        expectedCloseDate: null,
        externalId: null,
        lostReasonId: null,
        lostNote: null,
        reopenStageId: null,
        rank: made.rank,
        version: 1,
        stageEnteredAt: someInstant,
        createdAt: someInstant,
        closedAt: null,
        deletedAt: null,
      },
    })
  })

  it.each<[string, Omit<CreateRequest, 'title'>, Partial<Opportunity>]>([
    ['in a stage', { stageId: stageOf(pipeline, 'proposal').id }, { status: 'OPEN', probability: '0.7' }],
    ['with a probability', { probability: '0.20' }, { probability: '0.2', probabilitySource: 'MANUAL' }],
    ['without one', { probability: null }, { probabilitySource: 'STAGE' }],
    ['won', { stageId: stageOf(pipeline, 'won').id }, { status: 'WON', probability: '1', closedAt: someInstant }],
    [
      'lost',
      { stageId: stageOf(pipeline, 'lost').id, lostReasonId: idOf('lostReason', 1), lostNote: 'Giá' },
      { status: 'LOST', probability: '0', closedAt: someInstant, lostNote: 'Giá', reopenStageId: null },
    ],
    ['with money', { amount: { amount: '100.00', currency: 'VND' } }, { amount: '100', currency: 'VND' }],
    [
      'with money and the same currency',
      { amount: { amount: '1', currency: 'VND' }, currency: 'VND' },
      { amount: '1' },
    ],
    ['with a currency alone', { currency: 'EUR' }, { amount: null, currency: 'EUR' }],
    ['with null for what is not given', { currency: null, stageId: null, amount: null }, { currency: 'USD' }],
    ['of nobody', { ownerId: null, teamId: null }, { ownerId: null, teamId: null }],
  ])('%s', (_, request, expected) => {
    expect(create(request)).toMatchObject({ kind: 'created', after: expected })
  })

  it.each<[string, Omit<CreateRequest, 'title'> & { title?: string }, string[]]>([
    ['without a title', { title: ' ' }, ['blank title']],
    ['in a stage of another pipeline', { stageId: idOf('stage', 900) }, ['stageOfOtherPipeline stageId']],
    ['lost without a reason', { stageId: stageOf(pipeline, 'lost').id }, ['lostReasonRequired lostReasonId']],
    ['open with a reason', { lostReasonId: idOf('lostReason', 1) }, ['lostReasonOnlyWhenLost lostReasonId']],
    ['open with a note', { lostNote: 'Giá' }, ['lostReasonOnlyWhenLost lostNote']],
    [
      'won with a chance',
      { stageId: stageOf(pipeline, 'won').id, probability: '0.5' },
      ['probabilityClosed probability'],
    ],
    ['in two currencies', { amount: { amount: '1', currency: 'VND' }, currency: 'USD' }, ['currencyMismatch currency']],
    [
      'with every fault at once',
      { title: '', probability: '2', expectedCloseDate: 'soon', stageId: 'x' },
      ['blank title', 'probabilityRange probability', 'notDay expectedCloseDate', 'stageOfOtherPipeline stageId'],
    ],
  ])('is refused %s', (_, request, expected) => {
    expect(faultsOf(create(request))).toEqual(expected)
  })

  it('needs a stage named where no stage is open', () => {
    const closed = makePipeline({ preset: 'EMPTY' })
    expect(decideCreate(rep, closed, { title: 'Thi công' }, {}, made)).toMatchObject({
      faults: [{ rule: 'required', field: ['stageId'] }],
    })
  })
})

describe('who gets it when nobody is named', () => {
  const [north, south, east] = [1, 2, 3].map((n) => idOf('team', n)) as [string, string, string]
  const giver = makeActor({ teamIds: [north, south], mainTeamId: north })
  const leader = { ...giver, role: 'TEAM_LEADER' as const }
  const colleague = makePerson({ id: idOf('user', 2), mainTeamId: east, teamIds: [south, east] })

  it.each([
    ['me, in my main team', giver, {}, undefined, { ownerId: giver.userId, teamId: north }],
    [
      'me, named',
      giver,
      { ownerId: giver.userId },
      makePerson({ mainTeamId: south }),
      { ownerId: giver.userId, teamId: north },
    ],
    ['nobody, in my team', giver, { ownerId: null }, undefined, { ownerId: null, teamId: north }],
    ['me, in a named team', giver, { teamId: south }, undefined, { ownerId: giver.userId, teamId: south }],
    ['me, in no team', giver, { teamId: null }, undefined, { ownerId: giver.userId, teamId: null }],
    [
      'by a leader: a colleague, in their main team',
      leader,
      { ownerId: colleague.id },
      colleague,
      { ownerId: colleague.id, teamId: east },
    ],
    [
      'by a rep: a colleague, in the team that we share',
      giver,
      { ownerId: colleague.id },
      colleague,
      { ownerId: colleague.id, teamId: south },
    ],
    [
      'by a leader: a person without a team, in mine',
      leader,
      { ownerId: 'x' },
      makePerson({ id: 'x', mainTeamId: null, teamIds: [] }),
      { ownerId: 'x', teamId: north },
    ],
    [
      'by a leader: a person without a main team, in their first',
      leader,
      { ownerId: 'x' },
      makePerson({ id: 'x', mainTeamId: null, teamIds: [east] }),
      { ownerId: 'x', teamId: east },
    ],
  ])('%s', (_, actor, asked, owner, expected) => {
    expect(defaultAssignment(actor, asked, owner)).toEqual(expected)
  })
})
