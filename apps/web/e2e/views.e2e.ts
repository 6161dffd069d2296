import { describe, expect } from 'vitest'
import { expectEqual, story } from './harness/story.ts'

interface Stages {
  readonly pipelines: {
    readonly nodes: readonly { readonly id: string; readonly stages: readonly { id: string; name: string }[] }[]
  }
}

const stagesQuery = '{ pipelines(first: 1) { nodes { id stages { id name } } } }'

describe('what a person sees', () => {
  story('20: typed without marks it is found, and a colleague who gets the address sees the same', async ({ come }) => {
    const an = await come('an')
    const binh = await come('binh')
    await an.openBoard()
    const all = (await an.board.columns()).map(({ count }) => Number(count))

    await an.page.keyboard.press('/')
    await an.page.keyboard.type('thi cong')

    await expect.poll(() => an.path).toContain('q=thi+cong')
    await expect
      .poll(async () => (await an.board.columns()).map(({ count }) => Number(count)).reduce((a, b) => a + b))
      .toBeLessThan(all.reduce((a, b) => a + b))
    const found = await an.board.columns()
    expect(found.flatMap(({ cards }) => cards).some(({ title }) => title.startsWith('Thi công'))).toBe(true)
    await binh.openBoard(an.path)
    await expect.poll(() => binh.board.columns()).toEqual(await an.board.columns())
    await an.expectNoAxeFaults()

    await an.page.getByRole('button', { name: 'Bỏ hết lọc' }).click()
    await expect.poll(async () => (await an.board.columns()).map(({ count }) => Number(count))).toEqual(all)
    await an.page.goBack()
    await expect.poll(() => an.board.columns()).toEqual(found)
  })

  story('20: a filtered board follows what others do', async ({ come }) => {
    const an = await come('an')
    const binh = await come('binh')
    await an.openBoard()
    await binh.openBoard(`${an.path}?owner=me`)
    const mine = (await binh.board.cards('Triển vọng'))[0]
    expect(mine).toBeDefined()

    await an.board.card(mine?.id ?? '').focus()
    await an.page.keyboard.press('.')

    await binh.board.cardIn('Cơ hội', mine?.id ?? '').waitFor()
    await binh.expectNoShift()
  })

  story('24: who may only look is offered no change', async ({ come }) => {
    const viewer = await come('viewer')
    await viewer.openBoard()
    const before = await viewer.board.columns()
    const { id } = await viewer.board.pick('Cơ hội')

    expect(await viewer.page.getByRole('button', { name: 'Cơ hội mới' }).count()).toBe(0)
    expect(await viewer.page.getByRole('button', { name: /^Thêm vào/ }).count()).toBe(0)
    await viewer.board.card(id).focus()
    for (const key of ['m', 'Space', 'c', '.', 'w']) await viewer.page.keyboard.press(key)
    expect(await viewer.page.getByRole('menu').count()).toBe(0)
    expect(await viewer.page.getByRole('dialog').count()).toBe(0)
    await viewer.board.lift(id)
    await viewer.board.over('Đề xuất')
    await viewer.board.drop()
    await viewer.board.card(id).getByRole('button').click()
    const offered = await viewer.page
      .getByRole('menuitem')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-label')))
    expect(offered).toEqual(['Mở bên cạnh', 'Mở trang riêng', 'Chép liên kết'])
    await viewer.page.keyboard.press('Escape')

    expect(await viewer.board.columns()).toEqual(before)
    await viewer.expectNoAxeFaults()
  })

  story(
    '25: a new stage and a new name are on all boards, and what is in the hand can be dropped',
    async ({ come }) => {
      const admin = await come('admin')
      const an = await come('an')
      const binh = await come('binh')
      await an.openBoard()
      await binh.openBoard(an.path)
      const { id } = await binh.board.pick('Cơ hội')
      await binh.board.lift(id)
      const { pipelines } = await admin.ask<Stages>(stagesQuery)
      const pipeline = pipelines.nodes[0]
      const qualified = pipeline?.stages.find(({ name }) => name === 'Đã thẩm định')

      await admin.ask(
        'mutation ($input: CreateStageInput!) { createStage(input: $input) { userErrors { message } stage { id } } }',
        { input: { pipelineId: pipeline?.id, name: 'Khảo sát', afterId: qualified?.id } },
      )
      await admin.ask(
        'mutation ($input: UpdateStageInput!) { updateStage(input: $input) { userErrors { message } } }',
        {
          input: { id: qualified?.id, name: 'Đã kiểm tra' },
        },
      )

      for (const { board } of [an, binh]) {
        await board.column('Khảo sát').waitFor()
        await board.column('Đã kiểm tra').waitFor()
      }
      await binh.board.over('Khảo sát')
      await binh.board.drop()
      await an.board.cardIn('Khảo sát', id).waitFor()
      await expect.poll(() => an.board.columns()).toEqual(await binh.board.columns())
    },
  )

  story('30: another language in the middle of writing keeps text and caret', async ({ come }) => {
    const an = await come('an')
    await an.openBoard()
    await an.page.getByRole('button', { name: 'Thêm vào Cơ hội' }).click()
    const title = an.page.getByPlaceholder('Khách cần gì?')
    await title.fill('Sửa nhà kho')
    await title.press('ArrowLeft')
    expect((await an.board.columns())[0]?.sums).toContain('tỷ')

    await an.page.evaluate(() => {
      localStorage.setItem('mekong.locale', 'en')
      window.dispatchEvent(new StorageEvent('storage', { key: 'mekong.locale', newValue: 'en' }))
      document.documentElement.dataset['theme'] = 'dark'
    })

    const english = an.page.getByPlaceholder('What does the customer need?')
    await english.waitFor()
    expect(await english.inputValue()).toBe('Sửa nhà kho')
    expect(await english.evaluate((input) => (input instanceof HTMLInputElement ? input.selectionStart : null))).toBe(
      10,
    )
    await an.board.column('Prospect').waitFor()
    expect((await an.board.columns())[0]?.sums).toContain('₫')
  })
})

describe('several on one board', () => {
  story('all that was done leaves both equal', async ({ come }) => {
    const an = await come('an', { height: 3200 })
    const binh = await come('binh', { height: 3200 })
    await an.openBoard()
    await binh.openBoard(an.path)
    const mine = await an.board.pick('Triển vọng', 2)
    const theirs = await binh.board.pick('Triển vọng', 4)

    await Promise.all([an.board.drag(mine.id, 'Đề xuất'), binh.board.drag(theirs.id, 'Đề xuất')])

    await an.board.cardIn('Đề xuất', theirs.id).waitFor()
    await binh.board.cardIn('Đề xuất', mine.id).waitFor()
    await expectEqual(an, binh)
  })
})
