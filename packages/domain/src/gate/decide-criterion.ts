import { invalid, type Fault } from '../kernel/fault.ts'
import { compare, parseDecimal } from '../kernel/money.ts'
import { limits, optionalText, probabilityOf, requiredText } from '../kernel/validate.ts'
import type { StageKind } from '../pipeline/stage.ts'
import type { Choice, CriterionPart, Demand } from './criterion.ts'

/** Groups in groups beyond this say nothing that anybody could read. */
export const deepestGroup = 3
export const mostMembers = 20
export const mostOfStage = 50
const mostChoices = 50
const mostActivities = 100

type Asked = Demand & Pick<CriterionPart, 'name' | 'help'>

/** Whether a criterion can be put on a stage of this kind. Who loses a sale has nothing to prove. */
export const faultsOfCriterion = (criterion: Asked, stageKind: StageKind, others: number): Fault[] => [
  ...(stageKind === 'LOST' ? [invalid('noCriteriaWhenLost', ['stageId'])] : []),
  ...(others >= mostOfStage ? [invalid('tooMany', [], { max: mostOfStage })] : []),
  ...faultsOfPart(criterion, [], 1),
]

function faultsOfPart(part: Asked, at: readonly string[], depth: number): Fault[] {
  return [
    ...requiredText(part.name.vi, limits.name, [...at, 'nameVi']),
    ...requiredText(part.name.en, limits.name, [...at, 'nameEn']),
    ...optionalText(part.help.vi, limits.note, [...at, 'helpVi']),
    ...optionalText(part.help.en, limits.note, [...at, 'helpEn']),
    ...faultsOfDemand(part, at, depth),
  ]
}

function faultsOfDemand(demand: Asked, at: readonly string[], depth: number): Fault[] {
  switch (demand.kind) {
    case 'FIELD_FILLED':
    case 'QUOTATION':
      return []
    case 'QUESTION':
      return demand.answerType === 'CHOICE' ? faultsOfChoices(demand.choices, [...at, 'choices']) : []
    case 'ACTIVITY_DONE':
      return between(demand.atLeast, 1, mostActivities, [...at, 'atLeast'])
    case 'NUMBER_AT_LEAST':
      return faultsOfLeast(demand, [...at, 'value'])
    case 'GROUP': {
      const field = [...at, 'members']
      if (depth > deepestGroup) return [invalid('outOfRange', field, { min: 1, max: deepestGroup })]
      return [
        ...between(demand.members.length, 1, mostMembers, field),
        ...demand.members.flatMap((member, nth) => faultsOfPart(member, [...field, String(nth)], depth + 1)),
      ]
    }
  }
}

function faultsOfChoices(choices: readonly Choice[], at: readonly string[]): Fault[] {
  const keys = choices.map(({ key }) => key)
  const twice = keys.findIndex((key, nth) => keys.indexOf(key) !== nth)
  return [
    ...between(choices.length, 2, mostChoices, at),
    ...(twice >= 0 ? [invalid('taken', [...at, String(twice), 'key'])] : []),
    ...choices.flatMap(({ key, name }, nth) => [
      ...requiredText(key, limits.word, [...at, String(nth), 'key']),
      ...requiredText(name.vi, limits.name, [...at, String(nth), 'nameVi']),
      ...requiredText(name.en, limits.name, [...at, String(nth), 'nameEn']),
    ]),
  ]
}

function faultsOfLeast(demand: Extract<Demand, { kind: 'NUMBER_AT_LEAST' }>, at: readonly string[]): Fault[] {
  if (demand.field === 'probability') return probabilityOf(demand.value, at)
  const value = parseDecimal(demand.value)
  if (value === undefined) return [invalid('notDecimal', at)]
  return compare(value, '0') < 0 ? [invalid('moneyRange', at)] : []
}

const between = (value: number, min: number, max: number, at: readonly string[]): Fault[] =>
  Number.isInteger(value) && value >= min && value <= max ? [] : [invalid('outOfRange', at, { min, max })]
