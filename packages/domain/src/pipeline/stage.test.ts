import { describe, expect, it } from 'vitest'
import { makeLostReason, makePipeline, makeStage } from '../testing/index.ts'
import { firstOpenStage, lostReasonName, namesOfStage, stageName } from './stage.ts'

describe('names', () => {
  const preset = { name: null, presetKey: 'won' } as const
  const own = { name: 'Chốt đơn', presetKey: 'won' } as const

  it('of a preset follow the reader until somebody renames them', () => {
    expect([stageName(preset, 'vi'), stageName(preset, 'en')]).toEqual(['Thành công', 'Won'])
    expect([stageName(own, 'vi'), stageName(own, 'en')]).toEqual(['Chốt đơn', 'Chốt đơn'])
  })

  it('by which an import may call a stage', () => {
    expect(namesOfStage(preset)).toEqual(['Thành công', 'Won'])
    expect(namesOfStage(own)).toEqual(['Chốt đơn'])
  })

  it('of reasons do the same', () => {
    expect(lostReasonName(makeLostReason({ name: null, presetKey: 'price' }), 'vi')).toBe('Giá cao')
    expect(lostReasonName(makeLostReason({ name: 'Xa quá' }), 'en')).toBe('Xa quá')
  })
})

describe('the first open stage', () => {
  it('goes by position', () => {
    const { stages } = makePipeline({ preset: 'CONTRACT' })
    expect(firstOpenStage(stages.toReversed())?.presetKey).toBe('new')
  })

  it('is missing where all are closed', () => {
    expect(firstOpenStage([makeStage({ kind: 'WON' })])).toBeUndefined()
    expect(firstOpenStage([])).toBeUndefined()
  })
})
