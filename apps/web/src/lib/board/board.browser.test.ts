import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import type { BoardCard } from './feed/board-card.ts'
import { Answers, movedPayload, refusedPayload, wireCard, type MoveOpportunityInput } from './testing/answers.ts'
import BoardStage from './testing/BoardStage.svelte'
import { fivePipeline, makeCard, opportunityId, stageId } from './testing/cards.ts'
import { viewerOf } from './testing/people.ts'
import { ScriptedPresence } from './testing/scripted-presence.ts'
import { ScriptedSource } from './testing/scripted-source.svelte.ts'

const inStage = (stage: number, ...ns: number[]) => ns.map((n) => makeCard(n, { stageId: stageId(stage) }))
const column = (name: string) => page.getByRole('region', { name, exact: true })
const rows = (name: string) =>
  [...document.querySelectorAll(`[data-column="${stages[name]}"] [data-card]`)]
    .toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
    .map((row) => row.querySelector('h3')?.textContent)
const stages: Readonly<Record<string, string>> = { New: stageId(1), Qualified: stageId(2), Proposal: stageId(3) }
const text = (name: string) => document.querySelector<HTMLElement>(`[data-column="${stages[name]}"]`)?.innerText
const noticed = () => document.querySelector('[role="alertdialog"]')?.textContent
const focused = () => document.activeElement?.querySelector('h3')?.textContent
const said = () => [...document.querySelectorAll('[aria-live]')].map((region) => region.textContent?.trim()).join(' ')
const cardNode = (n: number) => document.querySelector<HTMLElement>(`[data-card="${opportunityId(n)}"]`)

async function stage(
  cards: readonly BoardCard[],
  props: { viewer?: ReturnType<typeof viewerOf>; locale?: 'vi' | 'en' } = {},
) {
  const source = new ScriptedSource(cards)
  const answers = new Answers()
  const presence = new ScriptedPresence()
  // Written as asked, at the end of the column; the test commits the event when it wants.
  answers.on<MoveOpportunityInput>('MoveOpportunity', ({ opportunityId: id, toStageId }) => {
    const card = cards.find((one) => one.id === id) ?? makeCard(0)
    return movedPayload({ ...card, stageId: toStageId, version: card.version + 1, rank: '1' })
  })
  const opened: string[] = []
  await render(BoardStage, { source, answers, presence, onopen: (id: string) => opened.push(id), ...props })
  await expect.element(page.getByRole('region', { name: 'New' })).toBeInTheDocument()
  return { source, answers, presence, opened }
}

const board = () => stage([...inStage(1, 1, 2, 3), ...inStage(2, 11, 12), ...inStage(4, 21)])

describe('the board', () => {
  it('goes on where it is when the line falters, and does not begin anew', async () => {
    const { source } = await board()
    source.line = 'connecting'
    await tick()
    source.line = 'online'
    await tick()
    expect(source.begun).toEqual([null])
  })

  it('is grids named by their heads, with one stop for Tab', async () => {
    await board()
    const grid = column('New').getByRole('grid', { name: 'New' })
    await expect.element(grid).toHaveAttribute('aria-rowcount', '3')
    await expect.poll(() => text('New')).toContain('₫300M')
    await expect.poll(() => text('New')).toContain('₫150M weighted')
    await expect
      .element(page.getByRole('row', { name: 'Card 2, ₫100M, New, 2 of 3' }))
      .toHaveAttribute('aria-rowindex', '2')
    expect(document.querySelectorAll('[data-card][tabindex="0"]')).toHaveLength(1)
    await expectNoAxeFaults()
  })

  it('says how old a card is, and when that is too old', async () => {
    await stage([
      makeCard(1, { stageEnteredAt: new Date(Date.now() - 10 * 86_400_000).toISOString() }),
      makeCard(2, { stageId: stageId(2), expectedCloseDate: '2026-01-15', tags: ['a', 'b', 'c'] }),
    ])
    await expect.element(column('New').getByText(/10 days here, more than the stage’s 3/)).toBeInTheDocument()
    await expect.element(column('Qualified').getByText(/the close date has passed/)).toBeInTheDocument()
    await expect.element(column('Qualified').getByText('+1')).toBeInTheDocument()
  })

  it('is gone through by arrows and letters', async () => {
    await board()
    cardNode(1)?.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(focused()).toBe('Card 2')
    await userEvent.keyboard('{ArrowRight}')
    await expect.poll(focused).toBe('Card 12')
    await userEvent.keyboard('l')
    // The empty column is passed by.
    await expect.poll(focused).toBe('Card 21')
    await userEvent.keyboard('hk')
    await expect.poll(focused).toBe('Card 11')
    await userEvent.keyboard('{ArrowLeft}{End}')
    await expect.poll(focused).toBe('Card 3')
    await userEvent.keyboard('{Home}')
    await expect.poll(focused).toBe('Card 1')
  })

  it('opens a card by Enter and by click', async () => {
    const { opened } = await board()
    cardNode(2)?.focus()
    await userEvent.keyboard('{Enter}')
    await page.getByRole('heading', { name: 'Card 11' }).click()
    expect(opened).toEqual([opportunityId(2), opportunityId(11)])
  })

  it('draws only what is in view, and reads on towards the end', async () => {
    const many = Array.from({ length: 400 }, (_, n) => makeCard(n + 1))
    const { source } = await stage(many)
    const drawn = () => document.querySelectorAll(`[data-column="${stages['New']}"] [data-card]`).length
    expect(drawn()).toBeLessThan(20)
    await expect.poll(() => text('New')).toContain('50 of 400')
    const frame = document.querySelector('[data-cards]')
    if (!frame) throw new Error('no column')
    frame.scrollTop = 4800
    await expect.poll(() => text('New')).toContain('100 of 400')
    expect(source.reads.map(({ after }) => after)).toEqual([`after ${opportunityId(50)}`])
    await expect.element(page.getByRole('row', { name: /^Card 50,/ })).toBeInTheDocument()
    expect(drawn()).toBeLessThan(20)
  })
})

describe('a card moved by keys', () => {
  it('is lifted, carried and dropped, each told aloud; the focus goes with it', async () => {
    const { source, answers, presence } = await board()
    cardNode(2)?.focus()
    await userEvent.keyboard(' ')
    expect(said()).toContain('Lifted Card 2. Arrow keys choose a place, Space drops, Escape puts it back.')
    expect(presence.told.at(-1)).toMatchObject({ doing: 'DRAGGING', opportunityId: opportunityId(2) })
    await userEvent.keyboard('{ArrowRight}')
    expect(said()).toContain('Qualified, place 2: allowed')
    await userEvent.keyboard('{ArrowUp}')
    expect(said()).toContain('Qualified, place 1: allowed')
    await expectNoAxeFaults()
    await userEvent.keyboard(' ')

    await expect.poll(() => rows('Qualified')).toEqual(['Card 2', 'Card 11', 'Card 12'])
    await expect.poll(focused).toBe('Card 2')
    expect(said()).toContain('Moved Card 2 to Qualified, place 1.')
    expect(presence.told.at(-1)).toMatchObject({ doing: 'VIEWING', opportunityId: null })
    await expect.poll(() => answers.asked.length).toBe(1)
    const { input } = answers.asked[0] ?? {}
    expect(input).toMatchObject({
      opportunityId: opportunityId(2),
      toStageId: stageId(2),
      afterId: null,
      beforeId: opportunityId(11),
      expectedStageId: stageId(1),
      expectedVersion: 1,
    })
    // Until its own event is there, the card is marked.
    expect(cardNode(2)?.classList).toContain('pending')
    source.commit({
      type: 'OPPORTUNITY_MOVED',
      card: makeCard(2, { stageId: stageId(2), rank: '1', version: 2 }),
      clientMutationId: String(input?.['clientMutationId']),
      actor: { id: 'usr_1', name: 'An' },
    })
    await expect.poll(() => cardNode(2)?.classList.contains('pending')).toBe(false)
    expect(focused()).toBe('Card 2')
    await expect.poll(() => text('New')).toContain('₫200M')
  })

  it('is put back by Escape', async () => {
    const { answers } = await board()
    cardNode(1)?.focus()
    await userEvent.keyboard(' {ArrowDown}{ArrowDown}{Escape}')
    expect(rows('New')).toEqual(['Card 1', 'Card 2', 'Card 3'])
    expect(said()).toContain('Card 1 is back in New.')
    expect(focused()).toBe('Card 1')
    expect(answers.asked).toEqual([])
  })

  it('goes to the stage of a number, and to the next by a full stop', async () => {
    await board()
    cardNode(1)?.focus()
    await userEvent.keyboard(' 3')
    expect(said()).toContain('Proposal, place 1: allowed')
    await userEvent.keyboard(' ')
    await expect.poll(() => rows('Proposal')).toEqual(['Card 1'])
    await expect.poll(focused).toBe('Card 1')
    await userEvent.keyboard(',')
    await expect.poll(() => rows('Qualified')).toEqual(['Card 1', 'Card 11', 'Card 12'])
    await expect.poll(focused).toBe('Card 1')
  })
})

describe('the menu of a card', () => {
  it('moves it to a stage and within its column', async () => {
    const { answers } = await board()
    cardNode(3)?.focus()
    await userEvent.keyboard('m')
    await expect.element(page.getByRole('menuitem', { name: 'Qualified' })).toBeInTheDocument()
    await expectNoAxeFaults()
    await page.getByRole('menuitem', { name: 'To the top' }).click()
    await expect.poll(() => rows('New')).toEqual(['Card 3', 'Card 1', 'Card 2'])
    await expect
      .poll(() => answers.asked[0]?.input)
      .toMatchObject({ toStageId: stageId(1), beforeId: opportunityId(1) })
    await expect.poll(focused).toBe('Card 3')
  })
})

describe('a move that cannot be', () => {
  it('is taken back and says why', async () => {
    const { answers } = await board()
    answers.on('MoveOpportunity', () => refusedPayload('INVALID', 'This stage is closed for the night.'))
    cardNode(1)?.focus()
    await userEvent.keyboard('.')
    await expect.element(page.getByText('This stage is closed for the night.', { exact: true })).toBeInTheDocument()
    expect(rows('New')).toEqual(['Card 1', 'Card 2', 'Card 3'])
    expect(said()).toContain('Card 1 is back in New. This stage is closed for the night.')
    await expect.poll(focused).toBe('Card 1')
  })

  it('because somebody was quicker, asks what to do', async () => {
    const { source, answers } = await board()
    const elsewhere = makeCard(1, { stageId: stageId(3), version: 2 })
    answers.on('MoveOpportunity', () =>
      refusedPayload('CONFLICT', 'Somebody else has moved it.', elsewhere, { id: 'usr_lan', name: 'Võ Thị Lan' }),
    )
    cardNode(1)?.focus()
    await userEvent.keyboard('.')
    const notice = page.getByRole('alertdialog')
    await expect.poll(() => noticed()).toContain('Lan moved this opportunity to Proposal')
    expect(said()).toContain('Lan just moved Card 1 to Proposal. Leave it or move anyway?')
    source.commit({ type: 'OPPORTUNITY_MOVED', card: elsewhere })
    await expect.poll(() => rows('Proposal')).toEqual(['Card 1'])
    await expectNoAxeFaults()

    answers.on('MoveOpportunity', () => movedPayload(makeCard(1, { stageId: stageId(2), version: 3, rank: '1' })))
    await notice.getByRole('button', { name: 'Move anyway' }).click()
    await expect.poll(() => rows('Qualified')).toEqual(['Card 1', 'Card 11', 'Card 12'])
    expect(answers.asked.at(-1)?.input).toMatchObject({ expectedStageId: stageId(3), expectedVersion: 2 })
  })

  it('is told at once when the card in the hand has gone elsewhere', async () => {
    const { source, answers } = await board()
    cardNode(1)?.focus()
    await userEvent.keyboard(' ')
    source.commit({ type: 'OPPORTUNITY_MOVED', card: makeCard(1, { stageId: stageId(3), version: 2 }) })
    await expect.poll(said).toContain('Lan moved the card you are holding. It is in Proposal.')
    await userEvent.keyboard('{ArrowRight} ')
    await expect.poll(() => noticed()).toContain('Lan moved this opportunity to Proposal')
    expect(answers.asked).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
    await expect.poll(focused).toBe('Card 1')
  })
})

describe('losing', () => {
  it('asks for the reason where the card was dropped', async () => {
    const { answers } = await board()
    answers.on('LostReasons', () => ({
      __typename: 'Query',
      lostReasons: {
        __typename: 'LostReasonConnection',
        nodes: [{ __typename: 'LostReason', id: 'lrs_1', name: 'Price too high', isArchived: false }],
      },
    }))
    answers.on<MoveOpportunityInput>('MoveOpportunity', () =>
      movedPayload(makeCard(1, { stageId: stageId(5), status: 'LOST', version: 2 })),
    )
    cardNode(1)?.focus()
    await userEvent.keyboard('{Shift>}w{/Shift}')
    const dialog = page.getByRole('dialog', { name: 'Why was it lost?' })
    await expect.element(dialog.getByRole('radio', { name: 'Price too high' })).toBeInTheDocument()
    expect(rows('New')).toEqual(['Card 2', 'Card 3'])
    await expect.element(dialog.getByRole('button', { name: 'Mark as lost' })).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => rows('New')).toEqual(['Card 1', 'Card 2', 'Card 3'])
    await expect.poll(focused).toBe('Card 1')

    await userEvent.keyboard('{Shift>}w{/Shift}')
    await dialog.getByRole('radio', { name: 'Price too high' }).click()
    await dialog.getByRole('button', { name: 'Mark as lost' }).click()
    await expect
      .poll(() => answers.asked.find(({ name }) => name === 'MoveOpportunity')?.input)
      .toMatchObject({ toStageId: stageId(5), lostReasonId: 'lrs_1', expectedStageId: stageId(1) })
    expect(rows('New')).toEqual(['Card 2', 'Card 3'])
  })
})

describe('what others do', () => {
  it('shows with sums, and whose it was', async () => {
    const { source } = await board()
    source.commit({ type: 'OPPORTUNITY_MOVED', card: makeCard(2, { stageId: stageId(2), rank: '11500', version: 2 }) })
    await expect.poll(() => rows('Qualified')).toEqual(['Card 11', 'Card 2', 'Card 12'])
    await expect.poll(() => text('Qualified')).toContain('₫300M')
    expect(cardNode(2)?.classList).toContain('glow')
  })

  it('never takes the focus: the card keeps it, its heir takes it', async () => {
    const { source } = await board()
    cardNode(2)?.focus()
    source.commit({ type: 'OPPORTUNITY_MOVED', card: makeCard(2, { stageId: stageId(3), version: 2 }) })
    await expect.poll(() => rows('Proposal')).toEqual(['Card 2'])
    await expect.poll(focused).toBe('Card 2')
    source.commit({ type: 'OPPORTUNITY_DELETED', opportunityId: opportunityId(2) })
    await expect.poll(() => rows('Proposal')).toEqual([])
    await expect.poll(focused).toBe('Card 1')
  })

  it('waits under a held card until the drop', async () => {
    const { source } = await board()
    cardNode(3)?.focus()
    await userEvent.keyboard(' ')
    source.commit({ type: 'OPPORTUNITY_MOVED', card: makeCard(1, { stageId: stageId(2), rank: '1', version: 2 }) })
    source.commit({ type: 'OPPORTUNITY_UPDATED', card: makeCard(2, { title: 'Renamed', version: 2 }) })
    await expect.poll(() => rows('New')).toEqual(['Card 1', 'Renamed', 'Card 3'])
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => rows('New')).toEqual(['Renamed', 'Card 3'])
    await expect.poll(() => rows('Qualified')).toEqual(['Card 1', 'Card 11', 'Card 12'])
  })

  it('shows whose hand is on a card, and which field is edited', async () => {
    const { presence } = await board()
    presence.show([{ doing: 'DRAGGING', opportunityId: opportunityId(1) }])
    await expect.element(page.getByText('Lan is moving it')).toBeInTheDocument()
    expect(cardNode(1)?.classList).toContain('held')
    const flag = cardNode(1)?.querySelector('.flag')?.getBoundingClientRect()
    const seen = cardNode(1)?.closest('[data-cards]')?.getBoundingClientRect()
    expect(flag?.top).toBeGreaterThanOrEqual(seen?.top ?? Infinity)
    presence.show([{ doing: 'EDITING', opportunityId: opportunityId(2), field: 'amount' }])
    await expect
      .element(page.getByRole('row', { name: 'Card 2, ₫100M, New, 2 of 3. Lan is editing amount' }))
      .toBeInTheDocument()
    await expectNoAxeFaults()
    presence.show([])
    await expect.element(page.getByText('Lan is editing amount')).not.toBeInTheDocument()
  })
})

describe('who may only look', () => {
  it('is offered no change', async () => {
    const { answers } = await stage(inStage(1, 1, 2), { viewer: viewerOf({ role: 'READ_ONLY', visibility: 'ALL' }) })
    await expect.element(page.getByRole('button', { name: 'Add to New' })).not.toBeInTheDocument()
    cardNode(1)?.focus()
    await userEvent.keyboard(' m.')
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    expect(said()).not.toContain('Lifted')
    expect(answers.asked).toEqual([])
    await expectNoAxeFaults()
  })
})

describe('in Vietnamese', () => {
  it('speaks Vietnamese', async () => {
    await stage(inStage(1, 1, 2), { locale: 'vi' })
    cardNode(1)?.focus()
    await userEvent.keyboard(' {ArrowRight}{Escape}')
    expect(said()).toContain('Đã nhấc Card 1.')
    expect(said()).toContain('Qualified, vị trí 1: được')
    expect(said()).toContain('Card 1 trở về New.')
  })
})

describe('a column', () => {
  it('with several currencies says about how much, and the split on demand', async () => {
    const { source } = await board()
    source.commit({
      type: 'COLUMNS_CHANGED',
      opportunityId: null,
      columns: [
        {
          stageId: stageId(1),
          totals: {
            count: 4,
            byCurrency: [
              { currency: 'USD', count: 1, amount: '2500.5', weightedAmount: '1250.25' },
              { currency: 'VND', count: 3, amount: '300000000', weightedAmount: '150000000' },
            ],
          },
        },
      ],
    })
    await expect.poll(() => text('New')).toContain('≈ ₫300M')
    await column('New').getByRole('button', { name: /≈/ }).click()
    const split = page.getByRole('dialog', { name: 'Several currencies' })
    await expect.element(split.getByText('$2,500.50')).toBeInTheDocument()
    await expect.element(split.getByText('₫300,000,000')).toBeInTheDocument()
    await expectNoAxeFaults()
  })

  it('folds, and tells its count', async () => {
    await board()
    await page.getByRole('button', { name: 'More for New' }).click()
    await page.getByRole('menuitem', { name: 'Fold the column' }).click()
    await page.getByRole('button', { name: 'Unfold the column: New, 3' }).click()
    await expect.poll(() => rows('New')).toEqual(['Card 1', 'Card 2', 'Card 3'])
  })
})

describe('a new opportunity', () => {
  const title = () => page.getByPlaceholder('What does the customer need?')

  it('is written where it will stand; Enter saves and opens the next line', async () => {
    const { answers } = await board()
    answers.on('CreateOpportunity', () => ({
      __typename: 'Mutation',
      createOpportunity: {
        __typename: 'CreateOpportunityPayload',
        opportunity: wireCard(makeCard(99, { title: 'New warehouse' })),
        userErrors: [],
      },
    }))
    await page.getByRole('button', { name: 'Add to Qualified' }).click()
    await title().fill('New warehouse')
    await page.getByPlaceholder('Amount').fill('1.25B')
    await expectNoAxeFaults()
    await userEvent.keyboard('{Enter}')
    await expect
      .poll(() => answers.asked.at(-1)?.input)
      .toMatchObject({
        pipelineId: fivePipeline.id,
        stageId: stageId(2),
        title: 'New warehouse',
        beforeId: opportunityId(11),
        amount: { amount: '1250000000', currency: 'VND' },
      })
    await expect.element(title()).toHaveValue('')
    await expect.element(title()).toHaveFocus()
    await expect.poll(said).toContain('Created New warehouse')
    await userEvent.keyboard('{Escape}')
    await expect.element(title()).not.toBeInTheDocument()
    await expect.poll(focused).toBe('Card 1')
  })

  it('that cannot be sent stays as it was written, and goes once when it can', async () => {
    const { answers } = await board()
    answers.isCut = true
    await page.getByRole('button', { name: 'Add to New' }).click()
    await title().fill('New warehouse')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('The server cannot be reached.')).toBeInTheDocument()
    await expect.element(title()).toHaveValue('New warehouse')
    answers.isCut = false
    const keys: unknown[] = []
    answers.on<{ clientMutationId: string }>('CreateOpportunity', ({ clientMutationId }) => {
      keys.push(clientMutationId)
      if (keys.length === 1) throw new TypeError('The answer was lost.')
      return {
        __typename: 'Mutation',
        createOpportunity: {
          __typename: 'CreateOpportunityPayload',
          opportunity: wireCard(makeCard(99, { title: 'New warehouse' })),
          userErrors: [],
        },
      }
    })
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => keys.length).toBe(1)
    await userEvent.keyboard('{Enter}')
    await expect.element(title()).toHaveValue('')
    expect(keys[1]).toBe(keys[0])
  })

  it('without a title says what is missing', async () => {
    const { answers } = await board()
    await page.getByRole('button', { name: 'Add to New' }).click()
    await expect.element(title()).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('A title is needed.')).toBeInTheDocument()
    expect(answers.asked).toEqual([])
  })
})
