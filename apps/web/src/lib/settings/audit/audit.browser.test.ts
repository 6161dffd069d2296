import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { Answers } from '#lib/board/testing/answers.ts'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import SettingsStage from '../testing/SettingsStage.svelte'

const entry = (n: number, own: object = {}) => ({
  __typename: 'AuditEntry',
  id: `aud_${n}`,
  at: '2026-11-25T02:00:00.000Z',
  actor: { __typename: 'User', id: 'usr_1', name: 'Nguyễn An' },
  apiKey: null,
  address: '10.0.0.7',
  agent: 'Chrome 141, Windows',
  action: 'UPDATE_COMPANY',
  subjectId: `com_${n}`,
  subjectLabel: `Công ty ${n}`,
  changes: [],
  outcome: 'DONE',
  refusal: null,
  ...own,
})

const step = (field: string, before: string | null, after: string | null, labels: object = {}) => ({
  __typename: 'FieldChange',
  field,
  before,
  after,
  beforeLabel: null,
  afterLabel: null,
  ...labels,
})

type Asked = { filter: Record<string, unknown>; first: number; after: string | null }

/** The server's side: so many entries, in pages. */
async function log(entries: readonly object[], isCut = false) {
  const answers = new Answers()
  answers.isCut = isCut
  answers.on<Asked>('AuditLog', ({ first, after }) => {
    const from = after === null ? 0 : Number(after)
    const nodes = entries.slice(from, from + first)
    return {
      __typename: 'Query',
      auditLog: {
        __typename: 'AuditEntryConnection',
        nodes,
        pageInfo: {
          __typename: 'PageInfo',
          hasNextPage: from + nodes.length < entries.length,
          endCursor: String(from + nodes.length),
        },
      },
    }
  })
  await render(SettingsStage, { answers, part: 'audit' })
  return {
    answers,
    filters: () => answers.asked.filter(({ name }) => name === 'AuditLog').map(({ input }) => (input as Asked).filter),
  }
}

const rows = () => [...document.querySelectorAll('ul[aria-label="Audit log"] > li')]

describe('the audit log', () => {
  it('says in words who did what to what, from where, and what changed', async () => {
    await log([
      entry(1, { changes: [step('phone', '028', null), step('name', 'A', 'B')] }),
      entry(2, {
        action: 'UPDATE_USER',
        apiKey: { __typename: 'ApiKey', id: 'key_1', name: 'Nối ERP' },
        changes: [
          step('role', 'REP', 'MANAGER'),
          step('mainTeamId', null, 'tea_1', { afterLabel: 'Miền Bắc' }),
          step('seesAmounts', 'true', 'false'),
          step('amount', null, null),
        ],
      }),
      entry(3, {
        action: 'SIGN_IN',
        actor: null,
        subjectId: null,
        outcome: 'REFUSED',
        refusal: 'INVALID_EMAIL_OR_PASSWORD',
      }),
      entry(4, { action: 'RESTORE_BACKUP', actor: null, address: null, agent: null, subjectId: null }),
    ])
    await expect.poll(() => rows().length).toBe(4)
    const texts = rows().map((row) => row.textContent?.replace(/\s+/g, ' '))
    expect(texts[0]).toMatch(/Nguyễn An Edit company Công ty 1.*telephone: 028 → empty|phone: 028 → empty/)
    expect(texts[0]).toContain('name: A → B')
    expect(texts[0]).toContain('Chrome 141, Windows · 10.0.0.7')
    expect(texts[1]).toMatch(/role: .*→ manager/i)
    expect(texts[1]).toContain('main team: Miền Bắc')
    expect(texts[1]).toContain('sees amounts: yes → no')
    expect(texts[1]).toContain('amount: changed')
    expect(texts[1]).toContain('key “Nối ERP”')
    expect(texts[2]).toMatch(/Nobody known Sign in.*Refused: wrong email or password/)
    expect(texts[3]).toMatch(/Server Restore backup/)
    await expectNoAxeFaults()
  })

  it('is cut by action, outcome and what it is about, and made whole again', async () => {
    const { filters } = await log([entry(1)])
    await page.getByRole('combobox', { name: 'Action' }).selectOptions('Edit company')
    await page.getByRole('combobox', { name: 'Outcome' }).selectOptions('Done')
    await page.getByRole('button', { name: 'Show only Công ty 1' }).click()
    await expect
      .poll(() => filters().at(-1))
      .toEqual({
        action: { eq: 'UPDATE_COMPANY' },
        outcome: { eq: 'DONE' },
        subjectId: { eq: 'com_1' },
      })
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect.poll(() => filters().at(-1)).toEqual({})
  })

  it('is cut by whole days, the last one included', async () => {
    const { filters } = await log([entry(1)])
    for (const name of ['From day', 'To day']) {
      await page.getByRole('textbox', { name }).fill('2026-11-25')
      await userEvent.keyboard('{Enter}')
    }
    await expect
      .poll(() => filters().at(-1))
      .toEqual({ at: { gte: '2026-11-25T00:00:00.000Z', lt: '2026-11-26T00:00:00.000Z' } })
  })

  it('gives older entries when they are asked for, by the keyboard too', async () => {
    await log(Array.from({ length: 45 }, (_, n) => entry(n)))
    await expect.poll(() => rows().length).toBe(20)
    const more = page.getByRole('button', { name: 'Load more' })
    await more.click()
    await expect.poll(() => rows().length).toBe(40)
    more.element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => rows().length).toBe(45)
    await expect.element(more).not.toBeInTheDocument()
  })

  it('says that there is nothing, and that nothing matches', async () => {
    await log([])
    await expect.element(page.getByText('Nothing in the log yet')).toBeInTheDocument()
    await page.getByRole('combobox', { name: 'Outcome' }).selectOptions('Refused')
    await expect.element(page.getByText('No entry matches')).toBeInTheDocument()
  })

  it('says that it could not be had, and tries again', async () => {
    const { answers } = await log([entry(1)], true)
    await expect.element(page.getByRole('button', { name: 'Retry' })).toBeInTheDocument()
    answers.isCut = false
    await page.getByRole('button', { name: 'Retry' }).click()
    await expect.poll(() => rows().length).toBe(1)
  })
})
