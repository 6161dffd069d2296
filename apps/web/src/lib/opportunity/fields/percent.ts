/** "25", "25%", "12,5 %" as a share, exact to four digits; null for anything else. */
export function readPercent(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!found) return null
  const hundredths = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return hundredths > 10_000 ? null : hundredths / 10_000
}
