import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { Answers, wireCard } from '#lib/board/testing/answers.ts'
import { makeCard, opportunityId } from '#lib/board/testing/cards.ts'
import { ScriptedSource } from '#lib/board/testing/scripted-source.svelte.ts'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import ListStage from './testing/ListStage.svelte'

interface Asked {
  readonly first: number
  readonly after: string | null
  readonly orderBy: readonly { readonly field: string; readonly direction: string }[] | null
}

const cards = Array.from({ length: 150 }, (_, at) => makeCard(at + 1))
const row = (n: number) => page.getByRole('row', { name: `Card ${n}`, exact: true })
const focusedRow = () => document.activeElement?.closest('[data-row]')?.getAttribute('data-row')

async function stage(role: 'REP' | 'READ_ONLY' = 'REP') {
  const answers = new Answers()
  const rows = cards.map((card) => ({ ...wireCard(card), deletedAt: null }))
  answers.on<Asked>('Opportunities', ({ first, after }) => {
    const from = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1
    const nodes = rows.slice(from, from + first)
    return {
      opportunities: {
        __typename: 'OpportunityConnection',
        nodes,
        pageInfo: {
          __typename: 'PageInfo',
          hasNextPage: from + first < rows.length,
          endCursor: nodes.at(-1)?.id ?? null,
        },
        ...(after === null ? { totalCount: rows.length } : {}),
      },
    }
  })
  const opened: string[] = []
  await render(ListStage, {
    source: new ScriptedSource(cards.slice(0, 10)),
    answers,
    role,
    onopen: (id: string) => opened.push(id),
  })
  await expect.element(row(1)).toBeInTheDocument()
  return { answers, opened }
}

describe('the list', () => {
  it('is one grid of all rows with one stop for Tab, of which only those in view are mounted', async () => {
    await stage()
    await expect
      .element(page.getByRole('grid', { name: 'Opportunities in Sales' }))
      .toHaveAttribute('aria-rowcount', '151')
    expect(document.querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1)
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(40)
    await expectNoAxeFaults()
  })

  it('is walked with the arrows, Home and End, and reads on at its end', async () => {
    const { answers } = await stage()
    page.getByRole('button', { name: 'In stage' }).element().focus()
    await userEvent.tab()
    await expect.poll(focusedRow).toBe(opportunityId(1))
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.poll(focusedRow).toBe(opportunityId(3))
    await userEvent.keyboard('{End}')
    await expect.poll(focusedRow).toBe(opportunityId(60))
    await expect.poll(() => answers.asked.filter(({ input }) => input['after'] === opportunityId(60))).toHaveLength(1)
    await expect.element(row(61)).toBeInTheDocument()
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(focusedRow).toBe(opportunityId(61))
    await userEvent.keyboard('{Home}')
    await expect.poll(focusedRow).toBe(opportunityId(1))
    // The way right leads through the cells, down keeps the column, and left comes back to the row.
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
    expect(document.activeElement?.textContent).toContain('Edit owner')
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(focusedRow).toBe(opportunityId(2))
    expect(document.activeElement?.textContent).toContain('Edit owner')
  })

  it('opens a row with Enter', async () => {
    const { opened } = await stage()
    row(2).element().focus()
    await userEvent.keyboard('{Enter}')
    expect(opened).toEqual([opportunityId(2)])
  })

  it('edits in the cell and shows the three values when somebody else was quicker', async () => {
    const { answers } = await stage()
    answers.on<{ title: string }>('UpdateOpportunity', () => ({
      __typename: 'Mutation',
      updateOpportunity: {
        __typename: 'UpdateOpportunityPayload',
        opportunity: null,
        current: current('Theirs'),
        conflicts: [{ __typename: 'FieldConflict', field: 'title', mine: 'Mine', theirs: 'Theirs', before: 'Card 2' }],
        userErrors: [{ __typename: 'UserError', code: 'CONFLICT', message: 'Somebody else', field: ['title'] }],
      },
    }))
    row(2).element().focus()
    await userEvent.keyboard('e')
    await userEvent.keyboard('Mine{Enter}')
    const notice = page.getByRole('dialog', { name: 'Title has just been changed' })
    for (const text of ['Mine', 'Theirs', 'Card 2'])
      await expect.element(notice.getByText(text, { exact: true })).toBeInTheDocument()
    expect(answers.asked.at(-1)?.input).toMatchObject({ title: 'Mine', expectedVersion: 1 })
    answers.on('UpdateOpportunity', () => ({
      __typename: 'Mutation',
      updateOpportunity: {
        __typename: 'UpdateOpportunityPayload',
        opportunity: { ...current('Mine'), version: 3 },
        current: null,
        conflicts: [],
        userErrors: [],
      },
    }))
    await notice.getByRole('button', { name: 'Keep mine' }).click()
    await expect.element(row(2)).not.toBeInTheDocument()
    await expect.element(page.getByRole('row', { name: 'Mine', exact: true })).toHaveAttribute('aria-rowindex', '3')
    expect(answers.asked.at(-1)?.input).toMatchObject({ title: 'Mine', expectedVersion: 2 })
    await expect.poll(focusedRow).toBe(opportunityId(2))
  })

  it('asks the server for the order of a head, and the other way at the second press', async () => {
    const { answers } = await stage()
    const orders = () => answers.asked.filter(({ name }) => name === 'Opportunities').at(-1)?.input['orderBy']
    await page.getByRole('button', { name: 'Amount', exact: true }).click()
    await expect.poll(orders).toEqual([{ field: 'AMOUNT', direction: 'DESC' }])
    await page.getByRole('button', { name: 'Amount', exact: true }).click()
    await expect.poll(orders).toEqual([{ field: 'AMOUNT', direction: 'ASC' }])
    await expect.element(page.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort', 'ascending')
  })

  it('offers no editing to those who may only look', async () => {
    await stage('READ_ONLY')
    expect(document.querySelector('[data-row] button')).toBeNull()
    row(1).element().focus()
    await userEvent.keyboard('e')
    expect(document.querySelector('[data-row] input')).toBeNull()
  })
})

const current = (title: string) => ({
  ...wireCard(makeCard(2, { title, version: 2 })),
  description: null,
  weightedAmount: null,
  contact: null,
  source: null,
  medium: null,
  campaign: null,
  externalId: null,
  deletedAt: null,
  company: {
    __typename: 'Company',
    id: 'com_1',
    name: 'Company 2',
    domain: null,
    phone: null,
    address: null,
    version: 1,
  },
})
