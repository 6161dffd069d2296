const longest = 60

/** Browsers name those that they resemble as well, so the more special one comes first. */
const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdgA?(?:iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Cốc Cốc', /\bcoc_coc_browser\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
]

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPadOS', /\biPad\b/],
  ['iOS', /\biPhone\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

/** `Chrome 141, Windows` of a browser; of any other program how it begins to name itself. */
export function agentOf(userAgent: string | undefined): string | null {
  const given = userAgent?.replace(/[^\x20-\x7e]+/g, ' ').trim()
  if (!given) return null
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(given)?.[1]
    if (version === undefined) continue
    const system = systems.find(([, of]) => of.test(given))?.[0]
    return system === undefined ? `${name} ${version}` : `${name} ${version}, ${system}`
  }
  return given.split(' ')[0]?.slice(0, longest) ?? null
}
