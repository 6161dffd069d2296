import type { Locator, Page } from 'playwright-core'

/** The sheet of one opportunity on somebody's screen, by roles and Vietnamese names. */
export class OpportunitySheet {
  readonly page: Page
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.locator('[role="dialog"][aria-modal="true"]:has([data-opportunity])')
  }

  /** The line of a field, by its name. */
  field(name: string): Locator {
    return this.dialog.locator('.prop').filter({ has: this.page.getByText(name, { exact: true }) })
  }

  /** Opens a field's editor; the text field in it. */
  async edit(name: string): Promise<Locator> {
    await this.field(name).locator('button.value').click()
    const input = this.field(name).locator('input').first()
    await input.waitFor()
    return input
  }

  async write(name: string, text: string): Promise<void> {
    const input = await this.edit(name)
    await input.fill(text)
    await input.press('Enter')
  }

  value(name: string): Locator {
    return this.field(name).locator('button.value')
  }

  conflict(title: string): Locator {
    return this.dialog.getByRole('group', { name: title })
  }
}
