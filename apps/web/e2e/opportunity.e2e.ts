import { describe, expect } from 'vitest'
import { OpportunitySheet } from './harness/opportunity-sheet.ts'
import type { Person } from './harness/person.ts'
import { story } from './harness/story.ts'

/** Tall enough that every card of a rep's column is drawn. */
const tall = { height: 3200 }

/** Opens a card beside the board. */
async function look(person: Person, id: string): Promise<OpportunitySheet> {
  await person.board.card(id).click()
  const sheet = new OpportunitySheet(person.page)
  await sheet.field('Số tiền').waitFor()
  return sheet
}

const versionOf = 'query ($id: ID!) { opportunity(id: $id) { version amount { amount } expectedCloseDate } }'
interface Now {
  readonly opportunity: {
    readonly version: number
    readonly amount: { readonly amount: string } | null
    readonly expectedCloseDate: string | null
  } | null
}

describe('two people in one opportunity', () => {
  story('17: who change different fields both keep theirs, and see each other’s hand', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    const { id } = await an.board.pick('Cơ hội')
    const mine = await look(an, id)
    const theirs = await look(binh, id)
    const before = await an.ask<Now>(versionOf, { id })

    const amount = await mine.edit('Số tiền')
    const day = await theirs.edit('Ngày chốt')
    await theirs.field('Số tiền').getByText('An đang sửa').waitFor()
    await mine.field('Ngày chốt').getByText('Bình đang sửa').waitFor()
    await an.expectNoAxeFaults()
    await amount.fill('4,25 tỷ')
    await day.fill('20/02/2027')
    await Promise.all([amount.press('Enter'), day.press('Enter')])

    for (const sheet of [mine, theirs]) {
      await sheet.value('Số tiền').getByText('4.250.000.000 ₫').waitFor()
      await sheet
        .value('Ngày chốt')
        .getByText('20/02/2027')
        .or(sheet.value('Ngày chốt').getByText('20/2/2027'))
        .waitFor()
    }
    await expect.poll(() => mine.dialog.getByText(/đang sửa/).count()).toBe(0)
    const after = await an.ask<Now>(versionOf, { id })
    expect(after.opportunity).toEqual({
      version: (before.opportunity?.version ?? 0) + 2,
      amount: { amount: '4250000000' },
      expectedCloseDate: '2027-02-20',
    })
    await an.page.keyboard.press('Escape')
    await mine.dialog.waitFor({ state: 'detached' })
    await expect.poll(() => an.board.focused()).toBe(id)
  })

  story('18: who change the same field see mine, theirs and before, and choose', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    const { id } = await an.board.pick('Cơ hội', 1)
    const mine = await look(an, id)
    const theirs = await look(binh, id)
    const before = await mine.value('Số tiền').innerText()

    const input = await mine.edit('Số tiền')
    await theirs.write('Số tiền', '900 tr')
    await theirs.value('Số tiền').getByText('900.000.000 ₫').waitFor()
    await input.fill('700 tr')
    await input.press('Enter')

    const choice = mine.conflict('Số tiền vừa được đổi')
    await choice.getByText('700.000.000 ₫').waitFor()
    await choice.getByText('900.000.000 ₫').waitFor()
    await choice.getByText(before.split('\n').at(-1)?.trim() ?? '').waitFor()
    await choice.getByText('Bình đã đổi cùng lúc với bạn').waitFor()
    await an.expectNoAxeFaults()
    expect((await an.ask<Now>(versionOf, { id })).opportunity?.amount?.amount).toBe('900000000')

    await choice.getByRole('button', { name: 'Giữ của tôi' }).click()
    await theirs.value('Số tiền').getByText('700.000.000 ₫').waitFor()
    await choice.waitFor({ state: 'detached' })
  })

  story('7: losing asks why, from the sheet as from a drop', async ({ come }) => {
    const an = await come('an', tall)
    const binh = await come('binh', tall)
    await an.openBoard()
    await binh.openBoard(an.path)
    await binh.page.getByRole('button', { name: 'Mở cột: Thất bại' }).click()
    const { id } = await an.board.pick('Đề xuất')
    const sheet = await look(an, id)

    await sheet.dialog.getByRole('button', { name: 'Thất bại', exact: true }).click()
    const prompt = an.page.getByRole('dialog', { name: 'Vì sao thất bại?' })
    await prompt.getByRole('radio').first().waitFor()
    await an.page.keyboard.press('Escape')
    await prompt.waitFor({ state: 'detached' })
    await sheet.dialog.getByRole('button', { name: 'Thất bại', exact: true }).click()
    await prompt.getByRole('radio', { name: 'Giá cao' }).click()
    await prompt.getByRole('button', { name: 'Đánh dấu thất bại' }).click()

    await binh.board.cardIn('Thất bại', id).getByText('Giá cao').waitFor()
    await sheet.field('Lý do thất bại').getByText('Giá cao').waitFor()
    await sheet.dialog.getByText('An đánh dấu thất bại: Giá cao').waitFor()
    await sheet.dialog.getByRole('button', { name: 'Mở lại' }).click()
    await binh.board.cardIn('Đề xuất', id).waitFor()
  })

  story('30: another language and theme leave a half-written text and its caret alone', async ({ come }) => {
    const an = await come('an')
    await an.openBoard()
    const { id } = await an.board.pick('Cơ hội')
    const sheet = await look(an, id)
    await sheet.dialog.getByRole('button', { name: 'Sửa mô tả' }).click()
    const text = sheet.dialog.getByRole('textbox', { name: 'Mô tả' })
    await text.pressSequentially('Gộp ba phòng về một tầng')
    for (let press = 0; press < 4; press++) await text.press('ArrowLeft')
    await text.evaluate((node) => void Object.assign(window, { kept: node }))

    // What another tab of the same person chooses holds here too, without leaving the text.
    await an.page.evaluate(() => {
      for (const [key, value] of [
        ['mekong.locale', 'en'],
        ['mekong.theme', 'dark'],
      ] as const) {
        localStorage.setItem(key, value)
        window.dispatchEvent(new StorageEvent('storage', { key, newValue: value }))
      }
    })

    await sheet.dialog.getByText('Close date', { exact: true }).waitFor()
    expect(await an.page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    const after = await an.page.evaluate(() => {
      const { activeElement } = document
      const isSame = activeElement === (window as unknown as { kept: Element }).kept
      return activeElement instanceof HTMLTextAreaElement
        ? { isSame, text: activeElement.value, caret: activeElement.selectionStart }
        : null
    })
    expect(after).toEqual({
      isSame: true,
      text: 'Gộp ba phòng về một tầng',
      caret: 'Gộp ba phòng về một tầng'.length - 4,
    })
    await sheet.dialog
      .locator('.prop')
      .filter({ hasText: 'Amount' })
      .getByText(/^₫[\d,]+$/)
      .first()
      .waitFor()
    await an.expectNoAxeFaults()
  })

  story('deleted under another’s eyes it can be read, and restored', async ({ come }) => {
    const hanh = await come('leader', tall)
    const an = await come('an', tall)
    await an.openBoard()
    await hanh.openBoard(an.path)
    const { id, title } = await an.board.pick('Cơ hội')
    const mine = await look(an, id)
    const theirs = await look(hanh, id)

    await theirs.dialog.getByRole('button', { name: /^Mục khác/ }).click()
    await hanh.page.getByRole('menuitem', { name: /^Xoá/ }).click()
    const question = hanh.page.getByRole('alertdialog')
    await hanh.expectNoAxeFaults()
    await question.getByRole('button', { name: 'Xoá', exact: true }).click()

    await mine.dialog.getByText(/đã xoá cơ hội này/).waitFor()
    expect(await mine.dialog.locator('button.value').count()).toBe(0)
    await theirs.dialog.waitFor({ state: 'detached' })
    await hanh.board.card(id).waitFor({ state: 'detached' })

    await hanh.page.getByRole('button', { name: 'Khôi phục' }).click()
    await hanh.board.card(id).getByText(title).waitFor()
    await mine.value('Số tiền').waitFor()
    await expect.poll(() => mine.dialog.getByText(/đã xoá cơ hội này/).count()).toBe(0)
  })

  story('an edit without a line waits, and is sent once', async ({ come, stage }) => {
    const an = await come('an', { ...tall, byLine: true })
    an.mayLoseTheLine = true
    await an.openBoard()
    const { id } = await an.board.pick('Cơ hội', 2)
    const sheet = await look(an, id)
    const before = await an.ask<Now>(versionOf, { id })
    stage.line.cut()
    await an.page.locator('[data-live="off"]').first().waitFor()
    await sheet.write('Số tiền', '650 tr')
    await sheet.value('Số tiền').getByText('650.000.000 ₫').waitFor()
    await an.page.keyboard.press('Escape')
    await sheet.dialog.waitFor({ state: 'detached' })
    await look(an, id)
    await sheet.value('Số tiền').getByText('650.000.000 ₫').waitFor()

    stage.line.restore()
    await an.board.badge.and(an.page.locator('[data-live="on"]')).waitFor()
    await expect.poll(async () => (await an.ask<Now>(versionOf, { id })).opportunity?.amount?.amount).toBe('650000000')
    expect((await an.ask<Now>(versionOf, { id })).opportunity?.version).toBe((before.opportunity?.version ?? 0) + 1)
  })
})
