import type { Decimal } from '../kernel/money.ts'
import type { Locale } from '../kernel/locale.ts'
import type { StageColor, StageKind } from './stage.ts'

export type PipelinePreset = 'CLASSIC' | 'CONTRACT' | 'EMPTY'

/** Names that a preset's stages carry until somebody renames them. */
export const presetStageNames = {
  prospect: { vi: 'Triển vọng', en: 'Prospect' },
  opportunity: { vi: 'Cơ hội', en: 'Opportunity' },
  qualified: { vi: 'Đã thẩm định', en: 'Qualified' },
  proposal: { vi: 'Đề xuất', en: 'Proposal' },
  new: { vi: 'Mới', en: 'New' },
  negotiation: { vi: 'Đàm phán hợp đồng', en: 'Contract negotiation' },
  review: { vi: 'Kiểm tra lại', en: 'Review' },
  won: { vi: 'Thành công', en: 'Won' },
  lost: { vi: 'Thất bại', en: 'Lost' },
} as const satisfies Record<string, Record<Locale, string>>

export type PresetStageKey = keyof typeof presetStageNames

export interface PresetStage {
  readonly key: PresetStageKey
  readonly kind: StageKind
  readonly color: StageColor
  readonly probability: Decimal
  readonly rottenAfterDays: number | null
  readonly isFolded: boolean
}

const stage = (
  key: PresetStageKey,
  kind: StageKind,
  color: StageColor,
  probability: Decimal,
  rottenAfterDays: number | null,
  isFolded = false,
): PresetStage => ({ key, kind, color, probability, rottenAfterDays, isFolded })

export const presets: Readonly<Record<PipelinePreset, readonly PresetStage[]>> = {
  CLASSIC: [
    stage('prospect', 'OPEN', 'BLUE', '0.1', 30),
    stage('opportunity', 'OPEN', 'CYAN', '0.25', 21),
    stage('qualified', 'OPEN', 'VIOLET', '0.5', 21),
    stage('proposal', 'OPEN', 'AMBER', '0.7', 14),
    stage('won', 'WON', 'GREEN', '1', null),
    stage('lost', 'LOST', 'GREY', '0', null, true),
  ],
  // Review is an open stage for a second look: neither won nor lost.
  CONTRACT: [
    stage('new', 'OPEN', 'BLUE', '0.1', 14),
    stage('qualified', 'OPEN', 'CYAN', '0.3', 21),
    stage('proposal', 'OPEN', 'VIOLET', '0.5', 21),
    stage('negotiation', 'OPEN', 'AMBER', '0.8', 21),
    stage('won', 'WON', 'GREEN', '1', null),
    stage('review', 'OPEN', 'PINK', '0.1', 60),
    stage('lost', 'LOST', 'GREY', '0', null, true),
  ],
  EMPTY: [],
}

/** Reasons that a new organisation starts with; like stages, they follow the reader's language until renamed. */
export const presetLostReasons = {
  price: { vi: 'Giá cao', en: 'Price too high' },
  competitor: { vi: 'Chọn đối thủ', en: 'Chose a competitor' },
  budget: { vi: 'Không có ngân sách', en: 'No budget' },
  timing: { vi: 'Chưa đúng lúc', en: 'Bad timing' },
  fit: { vi: 'Không hợp nhu cầu', en: 'Not what they need' },
  silence: { vi: 'Không phản hồi', en: 'No response' },
} as const satisfies Record<string, Record<Locale, string>>

export type PresetLostReasonKey = keyof typeof presetLostReasons
