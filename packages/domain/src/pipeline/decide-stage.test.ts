import { describe, expect, it } from 'vitest'
import { idOf, makePipeline, makeStage, stageOf } from '../testing/index.ts'
import { defaultChance, faultsOfDeletion, faultsOfKind, faultsOfStage, type StageFields } from './decide-stage.ts'
import type { StageKind } from './stage.ts'

const rules = (faults: readonly { rule: string; field: readonly string[] }[]) =>
  faults.map(({ rule, field }) => `${rule} ${field.join('.')}`)

it.each<[StageFields, string[]]>([
  [{}, []],
  [{ name: 'Thương lượng', probability: '0.25', rottenAfterDays: 14 }, []],
  [{ rottenAfterDays: null }, []],
  [{ name: null }, ['required name']],
  [{ name: ' ' }, ['blank name']],
  [{ name: 'x'.repeat(201) }, ['tooLong name']],
  [{ probability: '1.5' }, ['probabilityRange probability']],
  [{ rottenAfterDays: 0 }, ['outOfRange rottenAfterDays']],
  [{ rottenAfterDays: 3651 }, ['outOfRange rottenAfterDays']],
  [{ rottenAfterDays: 1.5 }, ['outOfRange rottenAfterDays']],
  [{ rottenAfterDays: Number.NaN }, ['outOfRange rottenAfterDays']],
])('fields %j: %j', (fields, expected) => {
  expect(rules(faultsOfStage(fields))).toEqual(expected)
})

it('the kind of a stage that was used stays', () => {
  const stage = makeStage({ kind: 'OPEN' })
  expect(rules(faultsOfKind(stage, 'WON', true))).toEqual(['kindInUse kind'])
  expect(faultsOfKind(stage, 'WON', false)).toEqual([])
  expect(faultsOfKind(stage, 'OPEN', true)).toEqual([])
  expect(faultsOfKind(stage, undefined, true)).toEqual([])
})

describe('removing a stage', () => {
  const pipeline = makePipeline()
  const { stages } = pipeline
  const proposal = stageOf(pipeline, 'proposal')
  const qualified = stageOf(pipeline, 'qualified')
  const won = stageOf(pipeline, 'won')
  const foreign = makeStage({ id: idOf('stage', 900), pipelineId: idOf('pipeline', 9) })

  it.each([
    ['empty, nowhere to go', false, undefined, []],
    ['empty, to its like', false, qualified, []],
    ['used, to its like', true, qualified, []],
    ['used, nowhere to go', true, undefined, ['stageInUse moveToStageId']],
    ['used, null is nowhere too', true, null, ['stageInUse moveToStageId']],
    ['to another kind', true, won, ['moveToSameKind moveToStageId']],
    ['to another pipeline', true, foreign, ['moveToSameKind moveToStageId']],
    ['into itself', true, proposal, ['moveToSameKind moveToStageId']],
  ])('%s', (_, isUsed, moveTo, expected) => {
    expect(rules(faultsOfDeletion(proposal, stages, isUsed, moveTo))).toEqual(expected)
  })

  it('keeps the last open one, whether or not it is listed among the others', () => {
    expect(rules(faultsOfDeletion(proposal, [won], false, undefined))).toEqual(['lastOpenStage id'])
    expect(rules(faultsOfDeletion(proposal, [proposal, won], false, undefined))).toEqual(['lastOpenStage id'])
  })

  it('lets the last won or lost one go', () => {
    expect(faultsOfDeletion(won, [proposal], false, undefined)).toEqual([])
  })
})

it.each<[StageKind, string | undefined, string]>([
  ['OPEN', undefined, '0.5'],
  ['OPEN', '0.30', '0.3'],
  ['OPEN', '0', '0'],
  ['WON', '0.3', '1'],
  ['LOST', undefined, '0'],
])('the default chance of %s, asked %s, is %s', (kind, asked, chance) => {
  expect(defaultChance(kind, asked)).toBe(chance)
})
