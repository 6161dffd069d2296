import { describe, expect } from 'vitest'
import { audit } from '../../src/data/audit/audit.ts'
import { viaServer } from '../../src/data/audit/via.ts'
import { sqlOn } from '../../src/data/sql.ts'
import { Writes, type Writer } from '../../src/data/write.ts'
import { test as base } from '../database.ts'
import { aPerson } from '../rows.ts'

const test = base.extend<{ writes: Writes; writer: Writer }>({
  writes: async ({ data }, use) => use(new Writes(data, { publish: () => {} })),
  writer: async ({ database: { pool } }, use) => {
    const actor = await aPerson(pool)
    await use({ actor, road: 'UI', actorKey: actor.userId, via: { id: 'ses_x', address: '10.0.0.9', agent: 'curl/8' } })
  },
})

const asked = (caller: Writer, clientMutationId: string | null = null) => ({
  caller,
  operation: 'test',
  clientMutationId,
  input: {},
})

describe('an entry of the audit', () => {
  test('is stored with its change: by whom, from where, and what changed', async ({
    writes,
    writer,
    database: { pool },
  }) => {
    await writes.run(asked(writer), async (tx) => {
      tx.audit({
        action: 'UPDATE_COMPANY',
        subjectId: 'com_x',
        before: { name: 'A', phone: '1', version: 1 },
        after: { name: 'B', phone: '1', version: 2 },
      })
      return { commit: null }
    })
    const { rows } = await pool.query('select * from audit_entry where actor_id = $1', [writer.actor.userId])
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^aud_/),
        at: expect.any(Date),
        actor_id: writer.actor.userId,
        via_id: 'ses_x',
        address: '10.0.0.9',
        agent: 'curl/8',
        action: 'UPDATE_COMPANY',
        subject_id: 'com_x',
        changes: [{ field: 'name', before: 'A', after: 'B' }],
        refusal: null,
      },
    ])
  })

  test('goes with its change when that is refused', async ({ writes, writer, database: { pool } }) => {
    await writes.run(asked(writer), async (tx) => {
      tx.audit({ action: 'CREATE_COMPANY', subjectId: 'com_refused', after: { name: 'A' } })
      return { refuse: 'no' }
    })
    const { rowCount } = await pool.query(`select from audit_entry where subject_id = 'com_refused'`)
    expect(rowCount).toBe(0)
  })

  test('is stored once, however often its request is sent', async ({ writes, writer, database: { pool } }) => {
    for (let times = 0; times < 2; times++)
      await writes.run(asked(writer, 'again'), async (tx) => {
        tx.audit({ action: 'CREATE_COMPANY', subjectId: 'com_again', after: { name: 'A' } })
        return { commit: null }
      })
    const { rowCount } = await pool.query(`select from audit_entry where subject_id = 'com_again'`)
    expect(rowCount).toBe(1)
  })

  test('is not made of a change that changes nothing', async ({ writes, writer, database: { pool } }) => {
    await writes.run(asked(writer), async (tx) => {
      tx.audit({ action: 'UPDATE_COMPANY', subjectId: 'com_same', before: { name: 'A' }, after: { name: 'A' } })
      return { commit: null }
    })
    const { rowCount } = await pool.query(`select from audit_entry where subject_id = 'com_same'`)
    expect(rowCount).toBe(0)
  })

  test('can be left outside a write, and by nobody', async ({ database: { pool } }) => {
    await audit(sqlOn(pool), {
      actorId: null,
      via: viaServer,
      action: 'SIGN_IN',
      subjectId: null,
      refusal: 'INVALID_EMAIL_OR_PASSWORD',
    })
    const { rows } = await pool.query(`select action, refusal, changes from audit_entry where action = 'SIGN_IN'`)
    expect(rows).toEqual([{ action: 'SIGN_IN', refusal: 'INVALID_EMAIL_OR_PASSWORD', changes: [] }])
  })

  test.for(['update audit_entry set action = action', 'delete from audit_entry', 'truncate audit_entry'])(
    'is never changed or removed: %s',
    async (statement, { database: { pool } }) => {
      await expect(pool.query(statement)).rejects.toThrow('audit_entry is append-only')
    },
  )
})
