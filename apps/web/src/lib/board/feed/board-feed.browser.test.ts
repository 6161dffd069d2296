import { describe, expect, it, onTestFinished } from 'vitest'
import { makeCard, opportunityId, stageId } from '../testing/cards.ts'
import { ScriptedSource } from '../testing/scripted-source.svelte.ts'
import { BoardFeed } from './board-feed.svelte.ts'

const inStage = (stage: number, ...ns: number[]) => ns.map((n) => makeCard(n, { stageId: stageId(stage) }))

function follow(source: ScriptedSource): BoardFeed {
  const feed = new BoardFeed(source, 'pip_1')
  onTestFinished(feed.open())
  return feed
}

const titles = (feed: BoardFeed, stage: number) =>
  feed.board?.columns.get(stageId(stage))?.cards.map(({ title }) => title)

describe('a board that is followed', () => {
  it('begins with a snapshot and is live', () => {
    const feed = follow(new ScriptedSource(inStage(1, 1, 2)))
    expect(titles(feed, 1)).toEqual(['Card 1', 'Card 2'])
    expect(feed.badge).toBe('live')
    expect(feed.pipeline?.name).toBe('Sales')
  })

  it('applies what comes, with its sums', () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    source.commit({ type: 'OPPORTUNITY_MOVED', card: makeCard(1, { stageId: stageId(2), version: 2 }) })
    expect(titles(feed, 1)).toEqual(['Card 2'])
    expect(titles(feed, 2)).toEqual(['Card 1'])
    expect(feed.board?.columns.get(stageId(2))?.totals.count).toBe(1)
  })

  it('goes on from its newest position after a broken line', () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    source.commit({ type: 'OPPORTUNITY_UPDATED', card: makeCard(1, { title: 'Renamed', version: 2 }) })
    source.line = 'connecting'
    expect(feed.badge).toBe('catching')
    source.line = 'online'
    source.breakLine()
    expect(source.begun).toEqual([null, 'at 2'])
    expect(feed.badge).toBe('live')
  })

  it('says offline when the line is lost', () => {
    const source = new ScriptedSource(inStage(1, 1))
    const feed = follow(source)
    source.line = 'offline'
    expect(feed.badge).toBe('offline')
  })

  it('notices a change that was lost by the next one', async () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    source.commit({ type: 'OPPORTUNITY_DELETED', opportunityId: opportunityId(1) }, { isLost: true })
    source.commit({ type: 'OPPORTUNITY_UPDATED', card: makeCard(2, { title: 'Renamed', version: 2 }) })
    await expect.poll(() => titles(feed, 1)).toEqual(['Renamed'])
    expect(source.begun).toEqual([null, 'at 1'])
  })

  it('notices a change that was lost by a heartbeat that is ahead', async () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    source.commit({ type: 'OPPORTUNITY_DELETED', opportunityId: opportunityId(1) }, { isLost: true })
    source.heartbeat()
    expect(feed.badge).toBe('catching')
    await expect.poll(() => titles(feed, 1)).toEqual(['Card 2'])
    expect(source.begun).toEqual([null, 'at 1'])
    expect(feed.badge).toBe('live')
  })

  it('takes no change twice', () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    let changes = 0
    feed.listen({ after: () => changes++ })
    source.commit({ type: 'OPPORTUNITY_DELETED', opportunityId: opportunityId(1) })
    source.seq -= 1
    source.commit({ type: 'OPPORTUNITY_CREATED', card: makeCard(9) })
    expect(changes).toBe(1)
    expect(titles(feed, 1)).toEqual(['Card 2'])
  })

  it('begins anew when it is told to, and says when its rights changed', async () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    source.resync('RETENTION')
    await expect.poll(() => source.begun).toEqual([null, null])
    expect(feed.rightsChanged).toBe(false)
    source.resync('ACL_CHANGED')
    await expect.poll(() => source.begun).toHaveLength(3)
    expect(feed.rightsChanged).toBe(true)
    expect(feed.badge).toBe('live')
  })

  it('reads a column again when an import has gone through it', async () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    const imported = [...inStage(1, 1, 2), ...inStage(1, 3, 4)]
    const after = new ScriptedSource(imported)
    source.read = (...asked) => after.read(...asked)
    after.seq = 2
    source.commit({
      type: 'BULK_CHANGED',
      opportunityId: null,
      opportunityIds: [opportunityId(3), opportunityId(4)],
      columns: [{ stageId: stageId(1), totals: { count: 4, byCurrency: [] } }],
    })
    await expect.poll(() => titles(feed, 1)).toEqual(['Card 1', 'Card 2', 'Card 3', 'Card 4'])
    expect(feed.board?.staleColumns.size).toBe(0)
  })

  it('reads the stages again when they changed, and the cards of a new one', async () => {
    const source = new ScriptedSource([...inStage(1, 1), ...inStage(9, 5)])
    const feed = follow(source)
    const [first, ...others] = source.pipeline.stages
    if (!first) throw new Error('no stage')
    source.pipeline = {
      ...source.pipeline,
      stages: [{ ...first, name: 'Renamed' }, { ...first, id: stageId(9), name: 'Survey' }, ...others],
    }
    source.commit({ type: 'PIPELINE_CHANGED', opportunityId: null })
    await expect.poll(() => feed.pipeline?.stages.map(({ name }) => name).slice(0, 2)).toEqual(['Renamed', 'Survey'])
    await expect.poll(() => titles(feed, 9)).toEqual(['Card 5'])
    expect(feed.board?.staleSetup).toBeNull()
  })

  it('shows few changes one by one and many at once', async () => {
    const source = new ScriptedSource(inStage(1, ...Array.from({ length: 40 }, (_, n) => n + 1)))
    const feed = follow(source)
    const batches: { size: number; isCalm: boolean }[] = []
    feed.listen({ after: ({ events, isCalm }) => batches.push({ size: events.length, isCalm }) })
    for (let n = 1; n <= 30; n++) source.commit({ type: 'OPPORTUNITY_DELETED', opportunityId: opportunityId(n) })
    expect(batches).toEqual(Array.from({ length: 8 }, () => ({ size: 1, isCalm: true })))
    await expect.poll(() => batches.at(-1)).toEqual({ size: 22, isCalm: false })
    expect(titles(feed, 1)).toHaveLength(10)
  })

  it('loses nothing of what waits to be shown when it is closed and opened again', () => {
    const source = new ScriptedSource(inStage(1, ...Array.from({ length: 40 }, (_, n) => n + 1)))
    const feed = new BoardFeed(source, 'pip_1')
    const close = feed.open()
    for (let n = 1; n <= 30; n++) source.commit({ type: 'OPPORTUNITY_DELETED', opportunityId: opportunityId(n) })
    expect(titles(feed, 1)).toHaveLength(32) // the others wait for their batch
    close()
    onTestFinished(feed.open())
    expect(source.begun).toEqual([null, 'at 31'])
    expect(titles(feed, 1)).toHaveLength(10)
  })

  it('asks once for cards that are counted and not there', async () => {
    const source = new ScriptedSource(inStage(1, 1, 2))
    const feed = follow(source)
    source.commit({
      type: 'COLUMNS_CHANGED',
      opportunityId: null,
      columns: [{ stageId: stageId(1), totals: { count: 5, byCurrency: [] } }],
    })
    await feed.loadMore(stageId(1))
    await feed.loadMore(stageId(1))
    expect(source.reads).toHaveLength(1)
  })

  it('reads on below what is loaded', async () => {
    const source = new ScriptedSource(inStage(1, ...Array.from({ length: 120 }, (_, n) => n + 1)))
    const feed = follow(source)
    await feed.loadMore(stageId(1))
    expect(titles(feed, 1)).toHaveLength(100)
    await feed.loadMore(stageId(1))
    expect(titles(feed, 1)).toHaveLength(120)
    expect(feed.board?.columns.get(stageId(1))?.hasMore).toBe(false)
    await feed.loadMore(stageId(1))
    expect(source.reads).toHaveLength(2)
  })
})
