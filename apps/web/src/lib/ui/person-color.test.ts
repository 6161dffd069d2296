import { expect, it } from 'vitest'
import { personClass, personColor } from './person-color.ts'

it('stays the same for one id and is one of six', () => {
  for (let n = 0; n < 500; n++) {
    const id = `usr_${n.toString(36).padStart(26, '0')}`
    expect(personColor(id)).toBe(personColor(id))
    expect([1, 2, 3, 4, 5, 6]).toContain(personColor(id))
  }
  expect(personClass('usr_01')).toMatch(/^p[1-6]$/)
})

it('uses all six about equally for ids that differ in little', () => {
  const counts = [0, 0, 0, 0, 0, 0]
  for (let n = 0; n < 6000; n++) counts[personColor(`usr_01k9abcdef${n.toString(36).padStart(12, '0')}`) - 1]! += 1
  for (const count of counts) expect(count).toBeGreaterThan(800)
})
