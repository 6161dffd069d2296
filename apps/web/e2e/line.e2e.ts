import { describe, expect } from 'vitest'
import { expectEqual, movesOf, story } from './harness/story.ts'

const tall = { height: 3200 }

describe('a line that is not always there', () => {
  story('12: moved offline, each is marked as waiting and sent once', async ({ come, stage }) => {
    const an = await come('an', { ...tall, byLine: true })
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    const first = await an.board.pick('Triển vọng', 0)
    const second = await an.board.pick('Triển vọng', 1)
    const moved = await movesOf(binh, second.id)
    an.mayLoseTheLine = true

    stage.line.cut()
    await an.page.locator('[data-live="off"]').waitFor()
    await an.board.drag(first.id, 'Cơ hội')
    await an.board.drag(second.id, 'Đã thẩm định')
    await an.board.drag(second.id, 'Đề xuất')

    await an.board.cardIn('Cơ hội', first.id).getByText('Đang chờ gửi').waitFor()
    await an.board.cardIn('Đề xuất', second.id).getByText('Đang chờ gửi').waitFor()
    await an.page.getByText('3 đang chờ').waitFor()
    expect((await binh.board.cards('Triển vọng')).slice(0, 2)).toEqual([first, second])
    await an.expectNoAxeFaults()

    stage.line.restore()
    await an.board.isLive()
    await binh.board.cardIn('Cơ hội', first.id).waitFor()
    await binh.board.cardIn('Đề xuất', second.id).waitFor()
    await an.page.getByText('Đang chờ gửi').waitFor({ state: 'detached' })
    await expectEqual(an, binh)
    expect(await movesOf(binh, second.id)).toBe(moved + 2)
  })

  story('12: losing needs the line, and says so', async ({ come, stage }) => {
    const an = await come('an', { ...tall, byLine: true })
    await an.openBoard()
    await an.page.getByRole('button', { name: 'Mở cột: Thất bại' }).click()
    const { id } = await an.board.pick('Đề xuất')
    an.mayLoseTheLine = true
    stage.line.cut()
    await an.page.locator('[data-live="off"]').waitFor()

    await an.board.drag(id, 'Thất bại')

    await an.page.getByText('Đánh dấu thất bại và xoá cần có mạng.').first().waitFor()
    await an.board.cardIn('Đề xuất', id).waitFor()
  })

  story('13: a line that dies without a word is noticed, and the board catches up', async ({ come, stage }) => {
    const an = await come('an', tall)
    const binh = await come('binh', { ...tall, byLine: true })
    await an.openBoard()
    await binh.openBoard(new URL(an.page.url()).pathname)
    binh.mayLoseTheLine = true
    await binh.page.evaluate(() => Object.assign(window, { sameWorld: true }))

    stage.line.freeze()
    for (let round = 0; round < 12; round++) {
      const { id } = await an.board.pick('Triển vọng', round % 3)
      await an.board.card(id).focus()
      await an.page.keyboard.press('.')
      await an.board.cardIn('Cơ hội', id).waitFor()
      await an.page.keyboard.press(',')
      await an.board.cardIn('Triển vọng', id).waitFor()
    }
    stage.line.cut()
    await binh.page.locator('[data-live="on"]').waitFor({ state: 'detached' })
    stage.line.restore()

    await binh.board.isLive()
    await expectEqual(an, binh)
    expect(await binh.page.evaluate(() => 'sameWorld' in window)).toBe(true)
  })

  story('13: a tab that sleeps catches up when it wakes, without a page load', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    binh.mayLoseTheLine = true
    const tab = await binh.context.newCDPSession(binh.page)
    await binh.page.evaluate(() => Object.assign(window, { sameWorld: true }))

    await tab.send('Page.setWebLifecycleState', { state: 'frozen' })
    for (let round = 0; round < 5; round++) {
      const { id } = await an.board.pick('Cơ hội')
      await an.board.card(id).focus()
      await an.page.keyboard.press('.')
      await an.board.cardIn('Đã thẩm định', id).waitFor()
    }
    await tab.send('Page.setWebLifecycleState', { state: 'active' })

    await binh.board.isLive()
    await expectEqual(an, binh)
    expect(await binh.page.evaluate(() => 'sameWorld' in window)).toBe(true)
  })

  story('14: the server restarts in the middle of a drop', async ({ come, stage }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    for (const person of [an, binh]) person.mayLoseTheLine = true
    await an.openBoard()
    await binh.openBoard(an.path)
    const { id } = await an.board.pick('Cơ hội')
    const moved = await movesOf(an, id)
    await an.board.lift(id)
    await an.board.over('Đã thẩm định')

    const restarted = stage.server.restart()
    await an.board.drop()
    await restarted

    await an.board.isLive()
    await binh.board.isLive()
    await binh.board.cardIn('Đã thẩm định', id).waitFor()
    await expectEqual(an, binh)
    expect(await movesOf(an, id)).toBe(moved + 1)
  })
})
