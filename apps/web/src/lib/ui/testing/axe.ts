import axe from 'axe-core'
import { expect } from 'vitest'

/** The whole document against WCAG 2.2 A and AA; names every rule that is broken and where. */
export async function expectNoAxeFaults(): Promise<void> {
  // Half faded in, a text has no contrast yet.
  const ending = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
  await Promise.allSettled(ending.map((animation) => animation.finished))
  const { violations } = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // One component is no page.
    rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
