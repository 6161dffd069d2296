import { describe, expect } from 'vitest'
import { expectEqual, story } from './harness/story.ts'

/** Tall enough that every card of a rep's column is drawn. */
const tall = { height: 3200 }

describe('two people on one board', () => {
  story('1: what one drags, the other sees move, with the sums of both columns', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    const before = await binh.board.columns()
    const { id } = await an.board.pick('Triển vọng')

    await an.board.drag(id, 'Cơ hội')

    await binh.board.cardIn('Cơ hội', id).waitFor()
    const after = await binh.board.columns()
    const changed = after.filter((column, at) => column.count !== before[at]?.count)
    expect(changed.map(({ name }) => name)).toEqual(['Triển vọng', 'Cơ hội'])
    expect(changed.every((column) => column.sums !== before.find(({ name }) => name === column.name)?.sums)).toBe(true)
    await expectEqual(an, binh)
    await binh.expectNoShift()
    await an.expectNoAxeFaults()
  })

  story('2: who drops later sees where the card is, and leaves it', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', { ...tall, language: 'en' })
    await an.openBoard()
    await binh.openBoard(an.path)
    const { id } = await an.board.pick('Cơ hội', 2)
    await binh.board.lift(id)
    await an.board.card(id).getByText('Bình đang kéo').waitFor()

    await an.board.drag(id, 'Đã thẩm định')
    await an.board.cardIn('Đã thẩm định', id).waitFor()
    await binh.board.over('Proposal')
    await binh.board.drop()

    const notice = binh.page.getByRole('alertdialog')
    await notice.getByText('An moved this opportunity to Qualified').waitFor()
    await binh.board.cardIn('Qualified', id).waitFor()
    await binh.expectNoAxeFaults()
    await notice.getByRole('button', { name: 'Leave it' }).click()
    await notice.waitFor({ state: 'detached' })
    await expect.poll(() => binh.board.focused()).toBe(id)
    await an.board.cardIn('Đã thẩm định', id).waitFor()
  })

  story('3: or moves it anyway', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    const { id } = await an.board.pick('Cơ hội', 1)
    await binh.board.lift(id)
    await an.board.drag(id, 'Đã thẩm định')
    await binh.board.over('Đề xuất')
    await binh.board.drop()

    await binh.page.getByRole('alertdialog').getByRole('button', { name: 'Vẫn chuyển' }).click()

    await an.board.cardIn('Đề xuất', id).waitFor()
    await expectEqual(an, binh)
    const { opportunity } = await an.ask<{ opportunity: { history: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { opportunity(id: $id) { history(first: 2) { nodes { kind } } } }',
      { id },
    )
    expect(opportunity.history.nodes.map(({ kind }) => kind)).toEqual(['MOVED', 'MOVED'])
  })

  story('7: lost wants a reason', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    for (const { page } of [an, binh]) await page.getByRole('button', { name: 'Mở cột: Thất bại' }).click()
    const { id } = await an.board.pick('Đề xuất')

    await an.board.drag(id, 'Thất bại')
    const prompt = an.page.getByRole('dialog', { name: 'Vì sao thất bại?' })
    await prompt.getByRole('radio').first().waitFor()
    expect(await prompt.getByRole('button', { name: 'Đánh dấu thất bại' }).isDisabled()).toBe(true)
    await an.expectNoAxeFaults()
    await an.page.keyboard.press('Escape')
    await prompt.waitFor({ state: 'detached' })
    await an.board.cardIn('Đề xuất', id).waitFor()
    expect((await binh.board.cards('Đề xuất')).map((card) => card.id)).toContain(id)

    await an.board.drag(id, 'Thất bại')
    await prompt.getByRole('radio', { name: 'Giá cao' }).click()
    await prompt.getByRole('button', { name: 'Đánh dấu thất bại' }).click()
    await binh.board.cardIn('Thất bại', id).getByText('Giá cao').waitFor()
    await expectEqual(an, binh)
  })
})
