import { describe, expect, it } from 'vitest'
import { page, userEvent, type Locator } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { Answers } from '#lib/board/testing/answers.ts'
import { fivePipeline } from '#lib/board/testing/cards.ts'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import SettingsStage from './testing/SettingsStage.svelte'

const textOf = (locator: Locator) => locator.element().textContent
const names = () => [...document.querySelectorAll('tbody th .name')].map((node) => node.textContent?.trim())

/** The server's side of one pipeline: its stages, and what was asked of them. */
async function stages(mayWrite = true) {
  const answers = new Answers()
  let stages = fivePipeline.stages.map((stage) => ({
    __typename: 'Stage',
    id: stage.id,
    name: stage.name,
    kind: stage.kind,
    color: stage.color,
    probability: Number(stage.probability),
    position: stage.position,
    isFolded: stage.isFolded,
    rottenAfterDays: stage.rottenAfterDays,
  }))
  const pipeline = () => ({
    __typename: 'Pipeline',
    id: fivePipeline.id,
    name: fivePipeline.name,
    currency: fivePipeline.currency,
    stages,
  })
  answers.on('Pipeline', () => ({ __typename: 'Query', pipeline: pipeline() }))
  answers.on('BoardHeads', () => ({
    __typename: 'Query',
    board: {
      __typename: 'Board',
      seq: 1,
      pipeline: pipeline(),
      columns: stages.map((stage, at) => ({
        __typename: 'BoardColumn',
        stage: { __typename: 'Stage', id: stage.id },
        totals: { __typename: 'ColumnTotals', count: at * 10, byCurrency: [] },
      })),
    },
  }))
  answers.on('StageUse', () => ({
    __typename: 'Query',
    opportunities: { __typename: 'OpportunityConnection', totalCount: 20 },
  }))
  answers.on<{ id: string; beforeId?: string }>('MoveStage', ({ id, beforeId }) => {
    const moved = stages.filter((stage) => stage.id === id)
    const others = stages.filter((stage) => stage.id !== id)
    const at = beforeId === undefined ? others.length : others.findIndex((stage) => stage.id === beforeId)
    stages = [...others.slice(0, at), ...moved, ...others.slice(at)].map((stage, position) => ({ ...stage, position }))
    return {
      __typename: 'Mutation',
      moveStage: {
        __typename: 'MoveStagePayload',
        stage: { __typename: 'Stage', id, pipeline: pipeline() },
        userErrors: [],
      },
    }
  })
  answers.on<{ id: string; name?: string; probability?: number }>('UpdateStage', (input) => {
    stages = stages.map((stage) => (stage.id === input.id ? { ...stage, ...input, __typename: 'Stage' } : stage))
    return {
      __typename: 'Mutation',
      updateStage: {
        __typename: 'UpdateStagePayload',
        stage: stages.find(({ id }) => id === input.id) ?? null,
        userErrors: [],
      },
    }
  })
  answers.on<{ id: string }>('DeleteStage', ({ id }) => {
    stages = stages.filter((stage) => stage.id !== id)
    return {
      __typename: 'Mutation',
      deleteStage: { __typename: 'DeleteStagePayload', deletedId: id, movedCount: 20, userErrors: [] },
    }
  })
  await render(SettingsStage, { answers, part: 'stages', pipelineId: fivePipeline.id, mayWrite })
  await expect.element(page.getByRole('row', { name: /Qualified/ })).toBeInTheDocument()
  const asked = (name: string) => answers.asked.filter((one) => one.name === name).map(({ input }) => input)
  return { asked }
}

describe('the stages of a pipeline', () => {
  it('stand in the order of the board with what is in them', async () => {
    await stages()
    expect(names()).toEqual(['New', 'Qualified', 'Proposal', 'Won', 'Lost'])
    await expect.poll(() => textOf(page.getByRole('row', { name: /Qualified/ }))).toMatch(/50%\s*10/)
    await expectNoAxeFaults()
  })

  it('change places by their buttons and by dragging the handle', async () => {
    const { asked } = await stages()
    await page.getByRole('button', { name: 'Move New down' }).click()
    await expect.poll(names).toEqual(['Qualified', 'New', 'Proposal', 'Won', 'Lost'])
    await userEvent.dragAndDrop(
      page.getByRole('img', { name: 'Drag to place Proposal' }),
      page.getByRole('row', { name: /Qualified/ }),
    )
    await expect.poll(names).toEqual(['Proposal', 'Qualified', 'New', 'Won', 'Lost'])
    expect(asked('MoveStage')).toHaveLength(2)
  })

  it('ask whether the open ones in them shall take a new chance', async () => {
    const { asked } = await stages()
    await page.getByRole('button', { name: 'Edit: Qualified' }).click()
    await page.getByRole('textbox', { name: 'Chance' }).fill('35')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => textOf(page.getByRole('dialog'))).toMatch(/20 open opportunities/)
    expect(asked('UpdateStage')).toEqual([])
    await page.getByRole('button', { name: 'Change them all' }).click()
    await expect.poll(() => textOf(page.getByRole('row', { name: /Qualified/ }))).toMatch(/35%/)
    expect(asked('UpdateStage')).toMatchObject([{ probability: 0.35, applyProbabilityToOpen: true }])
  })

  it('refuse a chance above 100 before anything is sent', async () => {
    const { asked } = await stages()
    await page.getByRole('button', { name: 'Edit: Qualified' }).click()
    await page.getByRole('textbox', { name: 'Chance' }).fill('101')
    await expect.element(page.getByText('From 0 to 100.')).toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled()
    expect(asked('UpdateStage')).toEqual([])
  })

  it('say where their opportunities go when they are removed', async () => {
    const { asked } = await stages()
    await page.getByRole('button', { name: /Remove the stage… Qualified/ }).click()
    const dialog = page.getByRole('alertdialog')
    await expect.poll(() => textOf(dialog)).toMatch(/Its 20 opportunities move/)
    await dialog.getByRole('button', { name: 'Remove the stage' }).click()
    await expect.poll(names).toEqual(['New', 'Proposal', 'Won', 'Lost'])
    const [open] = fivePipeline.stages
    expect(asked('DeleteStage')).toMatchObject([{ moveToStageId: open?.id }])
  })

  it('are text for those who may not change them', async () => {
    await stages(false)
    expect(document.querySelector('table button')).toBeNull()
  })
})

describe('a new API key', () => {
  it('shows its secret once', async () => {
    const answers = new Answers()
    const key = {
      __typename: 'ApiKey',
      id: 'key_1',
      name: 'Reports',
      prefix: 'mk_abc',
      scopes: ['READ_OPPORTUNITIES'],
      owner: { __typename: 'User', id: 'usr_1', name: 'An' },
      createdAt: '2026-11-25T02:00:00.000Z',
      expiresAt: '2099-02-23T02:00:00.000Z',
      lastUsedAt: null,
      lastUsedAddress: null,
      previousUntil: null,
      revokedAt: null,
    }
    let keys: unknown[] = []
    answers.on('ApiKeys', () => ({
      __typename: 'Query',
      apiKeys: {
        __typename: 'ApiKeyConnection',
        nodes: keys,
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
      },
    }))
    answers.on('CreateApiKey', () => {
      keys = [key]
      return {
        __typename: 'Mutation',
        createApiKey: { __typename: 'CreateApiKeyPayload', apiKey: key, secret: 'mk_abc_secret', userErrors: [] },
      }
    })
    await render(SettingsStage, { answers, part: 'keys' })
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Reports')
    await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click()
    const secret = page.getByRole('dialog', { name: 'Copy the key now' })
    await expect.element(secret.getByRole('textbox')).toHaveValue('mk_abc_secret')
    await expect.element(secret.getByRole('textbox')).toHaveAttribute('readonly')
    await expectNoAxeFaults()
    await secret.getByRole('button', { name: 'Done' }).click()
    await expect.element(page.getByText('Reports')).toBeInTheDocument()
    expect(document.documentElement.innerHTML).not.toContain('mk_abc_secret')
  })
})
