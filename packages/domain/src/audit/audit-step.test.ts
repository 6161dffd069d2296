import { describe, expect, test } from 'vitest'
import { auditActionOf } from './audit-action.ts'
import { auditSteps } from './audit-step.ts'

describe('steps of the audit', () => {
  test('tell the fields that differ, and no others', () => {
    expect(auditSteps({ name: 'A', color: 'BLUE', position: 1 }, { name: 'B', color: 'BLUE', position: 2 })).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'position', before: '1', after: '2' },
    ])
  })

  test('of something new or gone are the fields with a value', () => {
    expect(auditSteps(null, { name: 'A', phone: null, tags: [] })).toEqual([
      { field: 'name', before: null, after: 'A' },
    ])
    expect(auditSteps({ name: 'A', phone: null }, null)).toEqual([{ field: 'name', before: 'A', after: null }])
  })

  test('leave out what every record has', () => {
    expect(auditSteps({ id: 'a', version: 1 }, { id: 'a', version: 2, createdAt: 'x' })).toEqual([])
  })

  test('write lists, flags and instants as the API does', () => {
    expect(auditSteps(null, { scopes: ['A', 'B'], isActive: false, at: new Date(0) })).toEqual([
      { field: 'scopes', before: null, after: '["A","B"]' },
      { field: 'isActive', before: null, after: 'false' },
      { field: 'at', before: null, after: '1970-01-01T00:00:00.000Z' },
    ])
  })

  test.for(['secret', 'password', 'secretHash', 'resetToken', 'backupCodes'])('refuse a secret: %s', (field) => {
    expect(() => auditSteps(null, { [field]: 'x' })).toThrow('takes no secrets')
  })
})

test('an action is the name of its mutation', () => {
  expect(auditActionOf('createLostReason')).toBe('CREATE_LOST_REASON')
  expect(auditActionOf('rotateApiKey')).toBe('ROTATE_API_KEY')
  expect(auditActionOf('updatePresence')).toBeUndefined()
})
