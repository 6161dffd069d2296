import { describe, expect, it } from 'vitest'
import { locales } from '../kernel/locale.ts'
import { probabilityOf } from '../kernel/validate.ts'
import { presetLostReasons, presets, presetStageNames, type PipelinePreset } from './preset.ts'

const names = (preset: PipelinePreset, locale: 'vi' | 'en') =>
  presets[preset].map((stage) => presetStageNames[stage.key][locale])

describe('presets', () => {
  it('Classic', () => {
    expect(names('CLASSIC', 'en')).toEqual(['Prospect', 'Opportunity', 'Qualified', 'Proposal', 'Won', 'Lost'])
    expect(presets.CLASSIC.map((stage) => stage.kind)).toEqual(['OPEN', 'OPEN', 'OPEN', 'OPEN', 'WON', 'LOST'])
  })

  it('Contract, with a review that is neither won nor lost', () => {
    expect(names('CONTRACT', 'en')).toEqual([
      'New',
      'Qualified',
      'Proposal',
      'Contract negotiation',
      'Won',
      'Review',
      'Lost',
    ])
    expect(presets.CONTRACT.map((stage) => stage.kind)).toEqual(['OPEN', 'OPEN', 'OPEN', 'OPEN', 'WON', 'OPEN', 'LOST'])
  })

  it('Empty has no stages', () => {
    expect(presets.EMPTY).toEqual([])
  })

  it.each(Object.keys(presets) as PipelinePreset[])('%s is sound', (preset) => {
    for (const { key, kind, probability } of presets[preset]) {
      expect(probabilityOf(probability, []), key).toEqual([])
      if (kind !== 'OPEN') expect(probability, key).toBe(kind === 'WON' ? '1' : '0')
    }
    const keys = presets[preset].map((stage) => stage.key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each([presetStageNames, presetLostReasons])('names differ in each language', (catalogue) => {
    for (const locale of locales) {
      const all = Object.values(catalogue).map((name) => name[locale])
      expect(new Set(all).size).toBe(all.length)
    }
  })
})
