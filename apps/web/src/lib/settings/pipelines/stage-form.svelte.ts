import type { StageColor, StageFragment, StageKind } from '@mekong/schema/documents'

/** What is being written about a stage; numbers stay text until they are right. */
export class StageForm {
  name: string = $state('')
  kind: StageKind = $state('OPEN')
  color: StageColor = $state('BLUE')
  percent: string = $state('50')
  rotten: string = $state('')
  isFolded: boolean = $state(false)

  constructor(stage: StageFragment | null) {
    if (!stage) return
    this.name = stage.name
    this.kind = stage.kind
    this.color = stage.color
    this.percent = String(Math.round(stage.probability * 10_000) / 100)
    this.rotten = String(stage.rottenAfterDays ?? '')
    this.isFolded = stage.isFolded
  }

  /** 0 to 1 with four digits; null when the text is no such share. */
  readonly probability: number | null = $derived.by(() => {
    const percent = Number(this.percent.replace(',', '.').replace('%', '').trim())
    return this.percent.trim() !== '' && percent >= 0 && percent <= 100 ? Math.round(percent * 100) / 10_000 : null
  })

  /** Days, null for none, undefined when the text is no such number. */
  readonly rottenAfterDays: number | null | undefined = $derived.by(() => {
    const text = this.rotten.trim()
    if (text === '') return null
    const days = Number(text)
    return Number.isInteger(days) && days >= 1 && days <= 3650 ? days : undefined
  })

  readonly isReady: boolean = $derived(this.probability !== null && this.rottenAfterDays !== undefined)
}
