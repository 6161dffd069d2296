import { describe, expect } from 'vitest'
import { story } from './harness/story.ts'

const createMaven = `mutation ($input: CreatePipelineInput!) {
  createPipeline(input: $input) { pipeline { id } userErrors { message } }
}`

/** As the example makes it; it is made before, so that two can watch from the first row. */
const maven = {
  name: 'Maven',
  preset: 'EMPTY',
  currency: 'USD',
  stages: [
    { name: 'Prospecting', kind: 'OPEN', probability: 0.1 },
    { name: 'Engaging', kind: 'OPEN', probability: 0.5 },
    { name: 'Won', kind: 'WON' },
    { name: 'Lost', kind: 'LOST' },
  ],
}

interface Created {
  readonly createPipeline: { readonly pipeline: { readonly id: string } }
}

interface Top {
  readonly board: {
    readonly columns: readonly { readonly opportunities: { readonly nodes: readonly { readonly id: string }[] } }[]
  }
}

const topOfBoard = `query ($id: ID!) {
  board(pipelineId: $id) { columns { opportunities(first: 4) { nodes { id } } } }
}`

describe('an import under two pairs of eyes', () => {
  story('8,800 real opportunities arrive while two watch and one goes on working', async ({ come, stage }) => {
    const admin = await come('admin', { language: 'en' })
    const { createPipeline } = await admin.ask<Created>(createMaven, { input: maven })
    const path = `/b/${createPipeline.pipeline.id}`
    const one = await come('manager', { language: 'en' })
    const other = await come('manager', { language: 'vi' })
    for (const person of [one, other]) {
      await person.page.goto(stage.server.url + path)
      await person.board.isLive()
    }

    const importing = stage.server.command('example', 'maven', '--json')
    // In the middle of it a card is moved: the board is no spectator's seat.
    await one.board.column('Prospecting').locator('[role=row]').first().waitFor()
    const { id } = await one.board.pick('Prospecting')
    await one.board.drag(id, 'Engaging')
    expect(JSON.parse(await importing)).toMatchObject({ rows: 8800, created: 8800, failed: 0 })

    await expect
      .poll(async () => (await one.board.columns()).map(({ name, count }) => [name, count]), { timeout: 20_000 })
      .toEqual([
        ['Prospecting', '499'],
        ['Engaging', '1,590'],
        ['Won', '4,238'],
        ['Lost', '2,473'],
      ])
    expect(await one.board.column('Won').textContent()).toContain('10,005,534')
    expect(await other.board.column('Won').textContent()).toContain('10.005.534')
    const fresh = await one.ask<{ opportunity: { stage: { name: string } } }>(
      'query ($id: ID!) { opportunity(id: $id) { stage { name } } }',
      { id },
    )
    expect(fresh.opportunity.stage.name).toBe('Engaging')
    const { board } = await one.ask<Top>(topOfBoard, { id: createPipeline.pipeline.id })
    const expected = board.columns.map(({ opportunities }) => opportunities.nodes.map((card) => card.id))
    for (const person of [one, other]) {
      const tops = async () =>
        (await person.board.columns()).map(({ cards }) => cards.slice(0, 4).map((card) => card.id))
      await expect.poll(tops, { timeout: 20_000 }).toEqual(expected)
    }
  })
})
