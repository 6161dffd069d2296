import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { UpdateOpportunityInput } from '@mekong/schema/documents'
import type { BoardCard } from '#lib/board/index.ts'
import { Answers } from '#lib/board/testing/answers.ts'
import { makeCard, opportunityId } from '#lib/board/testing/cards.ts'
import { viewerOf } from '#lib/board/testing/people.ts'
import { ScriptedPresence } from '#lib/board/testing/scripted-presence.ts'
import { ScriptedSource } from '#lib/board/testing/scripted-source.svelte.ts'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import OpportunityStage from './testing/OpportunityStage.svelte'
import { wholeOf } from './testing/whole-opportunity.ts'

const lan = { __typename: 'User', id: 'usr_lan', name: 'Võ Thị Lan' } as const
const dialog = (name: string) => page.getByRole('dialog', { name })
const field = (name: string) => page.getByRole('button', { name: new RegExp(`^Edit ${name}`) })

/** Two opportunities that can be opened; what is written is written, and stands in the answers from then on. */
async function stage(over: Partial<BoardCard> = {}, viewer = viewerOf()) {
  const cards = [makeCard(1, over), makeCard(2)]
  const records = new Map(cards.map((card) => [card.id, wholeOf(card)]))
  const source = new ScriptedSource(cards)
  const presence = new ScriptedPresence()
  const answers = new Answers()
  answers.on<{ id: string }>('Opportunity', ({ id }) => ({
    __typename: 'Query',
    opportunity: records.get(id) ?? null,
  }))
  answers.on<{ id: string }>('OpportunityHistory', ({ id }) => ({
    __typename: 'Query',
    opportunity: {
      __typename: 'Opportunity',
      id,
      history: {
        __typename: 'HistoryEntryConnection',
        nodes: [
          {
            __typename: 'HistoryEntry',
            id: 'his_1',
            at: '2026-11-24T02:00:00.000Z',
            kind: 'UPDATED',
            actor: lan,
            changes: [
              {
                __typename: 'FieldChange',
                field: 'amount',
                before: '100000000',
                after: '300000000',
                beforeLabel: null,
                afterLabel: null,
              },
            ],
          },
        ],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
      },
    },
  }))
  answers.on<UpdateOpportunityInput>('UpdateOpportunity', (input) => {
    const { opportunityId: id, amount, title } = input
    const before = records.get(id) ?? wholeOf(makeCard(0))
    const money = amount ? ({ __typename: 'Money', ...amount } as const) : before.amount
    const after = { ...before, title: title ?? before.title, amount: money, version: before.version + 1 }
    records.set(id, after)
    return updated({ opportunity: after })
  })
  await render(OpportunityStage, { source, answers, presence, ids: cards.map(({ id }) => id), viewer })
  await page.getByRole('button', { name: 'Open 1' }).click()
  await expect.element(dialog(cards[0]?.title ?? '')).toBeInTheDocument()
  return { answers, presence, records }
}

const updated = (payload: object) => ({
  __typename: 'Mutation',
  updateOpportunity: {
    __typename: 'UpdateOpportunityPayload',
    opportunity: null,
    current: null,
    conflicts: [],
    userErrors: [],
    ...payload,
  },
})

describe('the sheet', () => {
  it('takes the focus on its title and gives it back to the card', async () => {
    await stage()
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Card 1'))
    await expect.element(field('amount')).toBeVisible()
    await expectNoAxeFaults()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('button', { name: 'Open 1' })).toHaveFocus()
  })

  it('goes on to the next one, and back to the card of that one', async () => {
    await stage()
    await expect.element(field('amount')).toBeVisible()
    await userEvent.keyboard('j')
    await expect.element(dialog('Card 2')).toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Next opportunity' })).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('button', { name: 'Open 2' })).toHaveFocus()
  })

  it('shows readers text and no controls', async () => {
    await stage({}, viewerOf({ role: 'READ_ONLY', visibility: 'ALL' }))
    await expect.element(page.getByText('You may only look at this opportunity.')).toBeVisible()
    await expect.element(page.getByRole('definition').filter({ hasText: '₫100,000,000' })).toBeVisible()
    expect(document.querySelectorAll('[role="dialog"] button.value')).toHaveLength(0)
    await expect.element(page.getByRole('button', { name: 'Won' })).not.toBeInTheDocument()
    await expectNoAxeFaults()
  })

  it('says who else has a field in hand, and tells the others', async () => {
    const { presence } = await stage()
    await expect.element(field('amount')).toBeVisible()
    presence.show([{ user: lan, doing: 'EDITING', opportunityId: opportunityId(1), field: 'amount' }])
    await expect.element(page.getByText('Lan is editing')).toBeVisible()
    await field('close date').click()
    await vi.waitFor(() => expect(presence.told.at(-1)).toMatchObject({ doing: 'EDITING', field: 'expectedCloseDate' }))
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(presence.told.at(-1)).toMatchObject({ doing: 'VIEWING' }))
  })
})

describe('a field', () => {
  it('is written with the version that was seen, and announced', async () => {
    const { answers } = await stage({ version: 7 })
    await field('amount').click()
    await userEvent.fill(page.getByRole('textbox', { name: 'Amount' }), '4.25 billion')
    await userEvent.keyboard('{Enter}')
    await expect.element(field('amount')).toHaveAccessibleName('Edit amount: ₫4,250,000,000')
    const { input } = answers.asked.find(({ name }) => name === 'UpdateOpportunity') ?? { input: {} }
    expect(input).toMatchObject({ expectedVersion: 7, amount: { amount: '4250000000', currency: 'VND' } })
    await expect.element(page.getByText('Saved Amount')).toBeInTheDocument()
  })

  it('that two have written shows mine, theirs and before, and mine is written over theirs when chosen', async () => {
    const { answers, records } = await stage()
    const theirs = wholeOf(makeCard(1, { amount: '300000000', version: 2 }))
    answers.on<UpdateOpportunityInput>('UpdateOpportunity', (input) => {
      const id = input.opportunityId
      if (input.expectedVersion === 1) {
        records.set(id, theirs)
        return updated({
          current: theirs,
          conflicts: [
            {
              __typename: 'FieldConflict',
              field: 'amount',
              mine: '700000000',
              theirs: '300000000',
              before: '100000000',
            },
          ],
          userErrors: [{ __typename: 'UserError', code: 'CONFLICT', message: 'Stale.', field: ['amount'] }],
        })
      }
      const after = wholeOf(makeCard(1, { amount: input.amount?.amount ?? null, version: 3 }))
      records.set(id, after)
      return updated({ opportunity: after })
    })
    await field('amount').click()
    await userEvent.fill(page.getByRole('textbox', { name: 'Amount' }), '700 million')
    await userEvent.keyboard('{Enter}')

    const choice = page.getByRole('group', { name: 'Amount has just been changed' })
    await expect.element(choice).toHaveFocus()
    const values = [...choice.element().querySelectorAll('dt, dd')].map((node) => node.textContent?.trim())
    expect(values).toEqual(['Yours', '₫700,000,000', 'Lan’s', '₫300,000,000', 'Before', '₫100,000,000'])
    await expectNoAxeFaults()
    await choice.getByRole('button', { name: 'Keep mine' }).click()
    await expect.element(choice).not.toBeInTheDocument()
    await expect.element(field('amount')).toHaveAccessibleName('Edit amount: ₫700,000,000')
    const last = answers.asked.filter(({ name }) => name === 'UpdateOpportunity').at(-1)
    expect(last?.input).toMatchObject({ expectedVersion: 2, amount: { amount: '700000000' } })
  })

  it('leaves a refused value in its editor, with the reason', async () => {
    const { answers } = await stage()
    answers.on('UpdateOpportunity', () =>
      updated({ userErrors: [{ __typename: 'UserError', code: 'INVALID', message: 'Too long.', field: ['title'] }] }),
    )
    await field('title').click()
    const input = page.getByRole('textbox', { name: 'Title' })
    await userEvent.fill(input, 'Long')
    await userEvent.keyboard('{Enter}')
    await expect.element(input).toHaveAccessibleDescription('Too long.')
    await expect.element(input).toHaveValue('Long')
  })

  it('takes a company that is made on the spot', async () => {
    const { answers } = await stage({ company: null })
    const made = {
      __typename: 'Company',
      id: 'com_new',
      name: 'Phù Lưu',
      domain: null,
      phone: null,
      address: null,
      version: 1,
    }
    answers.on('Companies', () => ({ __typename: 'Query', companies: { __typename: 'CompanyConnection', nodes: [] } }))
    answers.on('CreateCompany', () => ({
      __typename: 'Mutation',
      createCompany: { __typename: 'CreateCompanyPayload', company: made, userErrors: [] },
    }))
    answers.on<UpdateOpportunityInput>('UpdateOpportunity', () =>
      updated({ opportunity: { ...wholeOf(makeCard(1, { version: 2 })), company: made } }),
    )
    await field('company').click()
    await userEvent.fill(page.getByRole('combobox', { name: 'Choose a company' }), 'Phù Lưu')
    await page.getByRole('option', { name: 'Create company “Phù Lưu”' }).click()

    const form = page.getByRole('dialog', { name: 'Create company “Phù Lưu”' })
    await expect.element(form.getByRole('textbox', { name: 'Company name' })).toHaveValue('Phù Lưu')
    await expectNoAxeFaults()
    await form.getByRole('button', { name: 'Create' }).click()
    await expect.element(form).not.toBeInTheDocument()
    await vi.waitFor(() =>
      expect(answers.asked.find(({ name }) => name === 'UpdateOpportunity')?.input).toMatchObject({
        companyId: 'com_new',
      }),
    )
    await expect.element(field('company')).toHaveAccessibleName('Edit company: Phù Lưu')
    await expect.element(page.getByText('Saved Company')).toBeInTheDocument()
  })
})
