import type { Instant } from '../kernel/clock.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import { chanceIn } from '../opportunity/place.ts'
import { presets, type PipelinePreset, type PresetStageKey } from '../pipeline/preset.ts'
import type { LostReason, Pipeline, Stage } from '../pipeline/stage.ts'
import type { Account } from '../team/account.ts'
import type { Actor, Person } from '../team/actor.ts'
import { idOf } from './ids.ts'

/** The moment at which the builders' records were made. */
export const someInstant: Instant = '2026-11-25T01:02:03.004Z'

export const makeStage = (over: Partial<Stage> = {}): Stage => ({
  id: idOf('stage', 1),
  pipelineId: idOf('pipeline', 1),
  name: 'Qualified',
  presetKey: null,
  kind: 'OPEN',
  color: 'BLUE',
  probability: over.kind === 'WON' ? '1' : over.kind === 'LOST' ? '0' : '0.5',
  position: 0,
  isFolded: false,
  rottenAfterDays: null,
  ...over,
})

/** A pipeline with the stages of a preset. The stages of pipeline n have ids from n * 100 on. */
export function makePipeline(over: Partial<Pipeline> & { n?: number; preset?: PipelinePreset } = {}): Pipeline {
  const { n = 1, preset = 'CLASSIC', ...rest } = over
  const id = rest.id ?? idOf('pipeline', n)
  const stages = presets[preset].map(({ key, ...stage }, position) =>
    makeStage({
      ...stage,
      id: idOf('stage', n * 100 + position),
      pipelineId: id,
      name: null,
      presetKey: key,
      position,
    }),
  )
  return { id, name: 'Sales', currency: 'VND', stages, ...rest }
}

/** The stage of a preset by its key. Throws where the pipeline has none. */
export function stageOf(pipeline: Pipeline, key: PresetStageKey): Stage {
  const stage = pipeline.stages.find((s) => s.presetKey === key)
  if (!stage) throw new Error(`pipeline ${pipeline.name} has no stage ${key}`)
  return stage
}

export const makeLostReason = (over: Partial<LostReason> = {}): LostReason => ({
  id: idOf('lostReason', 1),
  name: 'Price too high',
  presetKey: null,
  isArchived: false,
  ...over,
})

/** An opportunity in a stage, with what follows from the stage: status, chance, dates, reason of a loss. */
export function makeOpportunity({
  stage = makeStage(),
  ...over
}: Partial<Opportunity> & { stage?: Stage } = {}): Opportunity {
  return {
    id: idOf('opportunity', 1),
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    status: stage.kind,
    title: 'Thi công nhà máy',
    description: null,
    amount: '1000',
    currency: 'VND',
    probability: chanceIn(stage),
    probabilitySource: 'STAGE',
    ownerId: idOf('user', 1),
    teamId: idOf('team', 1),
    companyId: null,
    contactId: null,
    source: null,
    medium: null,
    campaign: null,
    tags: [],
    expectedCloseDate: null,
    externalId: null,
    lostReasonId: stage.kind === 'LOST' ? idOf('lostReason', 1) : null,
    lostNote: null,
    reopenStageId: null,
    rank: '1048576',
    version: 1,
    stageEnteredAt: someInstant,
    createdAt: someInstant,
    closedAt: stage.kind === 'OPEN' ? null : someInstant,
    deletedAt: null,
    ...over,
  }
}

export const makePerson = (over: Partial<Person> = {}): Person => ({
  id: idOf('user', 1),
  isActive: true,
  teamIds: [idOf('team', 1)],
  mainTeamId: idOf('team', 1),
  ...over,
})

/** A rep of team 1 who sees what the team has, signed in. */
export const makeActor = (over: Partial<Actor> = {}): Actor => ({
  userId: idOf('user', 1),
  role: 'REP',
  visibility: 'TEAM',
  seesAmounts: true,
  teamIds: [idOf('team', 1)],
  ledTeamIds: [],
  mainTeamId: idOf('team', 1),
  scopes: null,
  ...over,
})

/** A rep of team 1, at work. */
export const makeAccount = (over: Partial<Account> = {}): Account => ({
  id: idOf('user', 1),
  name: 'Nguyễn Văn An',
  role: 'REP',
  visibility: 'TEAM',
  seesAmounts: true,
  mainTeamId: idOf('team', 1),
  teamIds: [idOf('team', 1)],
  ledTeamIds: [],
  locale: 'vi',
  timeZone: null,
  isActive: true,
  hasSignIn: true,
  ...over,
})
