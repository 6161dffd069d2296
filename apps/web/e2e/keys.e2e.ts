import { describe, expect } from 'vitest'
import { story } from './harness/story.ts'

describe('the same move without dragging', () => {
  story('9: Space, arrows, Space: one stage on and one place lower, spoken in the own language', async ({ come }) => {
    const an = await come('an', { height: 3200 })
    await an.openBoard()
    const { id, title } = await an.board.pick('Triển vọng', 1)
    await an.board.card(id).focus()

    await an.page.keyboard.press('Space')
    await an.page.keyboard.press('ArrowRight')
    await an.page.keyboard.press('ArrowDown')
    await an.page.keyboard.press('Space')

    await an.board.cardIn('Cơ hội', id).waitFor()
    await expect.poll(async () => (await an.board.cards('Cơ hội')).map((card) => card.id).indexOf(id)).toBe(2)
    await expect.poll(() => an.board.focused()).toBe(id)
    const spoken = await an.spoken()
    expect(spoken.slice(-4)).toEqual([
      `Đã nhấc ${title}. Dùng mũi tên để chọn chỗ, phím cách để thả, Escape để trả lại.`,
      'Cơ hội, vị trí 2: được',
      'Cơ hội, vị trí 3: được',
      `Đã chuyển ${title} sang Cơ hội, vị trí 3.`,
    ])
    await an.expectNoAxeFaults()
  })

  story('9: Escape puts it back', async ({ come }) => {
    const an = await come('an', { language: 'en' })
    await an.openBoard()
    const { id, title } = await an.board.pick('Opportunity')
    await an.board.card(id).focus()

    await an.page.keyboard.press('Space')
    await an.page.keyboard.press('ArrowRight')
    await an.page.keyboard.press('Escape')

    await expect.poll(() => an.board.focused()).toBe(id)
    expect((await an.board.pick('Opportunity')).id).toBe(id)
    expect((await an.spoken()).at(-1)).toBe(`${title} is back in Opportunity.`)
  })

  story('10: M, a stage, Enter', async ({ come }) => {
    const an = await come('an')
    await an.openBoard()
    const { id } = await an.board.pick('Cơ hội', 1)
    await an.board.card(id).focus()

    await an.page.keyboard.press('m')
    const menu = an.page.getByRole('menu')
    await menu.getByRole('menuitem', { name: 'Đề xuất' }).waitFor()
    await an.expectNoAxeFaults()
    for (let step = 0; step < 3; step++) await an.page.keyboard.press('ArrowDown')
    await an.page.keyboard.press('Enter')

    await an.board.cardIn('Đề xuất', id).waitFor()
    await expect.poll(() => an.board.focused()).toBe(id)
    expect((await an.board.pick('Đề xuất')).id).toBe(id)
  })

  story('11: single clicks alone', async ({ come }) => {
    const an = await come('an')
    const binh = await come('binh')
    await an.openBoard()
    await binh.openBoard(an.path)
    const { id } = await an.board.pick('Cơ hội', 3)
    const menu = an.page.getByRole('menu')
    const more = async () => {
      await an.board.card(id).hover()
      await an.board.card(id).getByRole('button').click()
      await menu.getByRole('menuitem', { name: 'Chuyển tới…' }).click()
    }

    await more()
    await menu.getByRole('menuitem', { name: 'Triển vọng' }).click()
    await binh.board.cardIn('Triển vọng', id).waitFor()
    await more()
    await menu.getByRole('menuitem', { name: 'Xuống một chỗ' }).click()
    await expect.poll(async () => (await binh.board.pick('Triển vọng', 1)).id).toBe(id)
    await more()
    await menu.getByRole('menuitem', { name: 'Lên đầu cột' }).click()
    await expect.poll(async () => (await binh.board.pick('Triển vọng')).id).toBe(id)
    await binh.expectNoShift()
  })
})
