import type { Locale } from '../kernel/locale.ts'

interface PresetQuestion {
  readonly key: 'need' | 'budget' | 'timing' | 'authority'
  readonly name: Readonly<Record<Locale, string>>
  readonly help: Readonly<Record<Locale, string>>
}

/** Need, budget, timing, authority: four questions of yes or no before anything is called qualified. */
export const bant: readonly PresetQuestion[] = [
  {
    key: 'need',
    name: { vi: 'Sản phẩm của ta có đáp ứng được nhu cầu không?', en: 'Can our product meet the need?' },
    help: { vi: 'Khách muốn giải quyết việc gì, và vì sao là bây giờ.', en: 'What they want solved, and why now.' },
  },
  {
    key: 'budget',
    name: { vi: 'Có ngân sách không?', en: 'Is there a budget?' },
    help: { vi: 'Số tiền đã được duyệt hoặc nguồn sẽ chi.', en: 'The sum that is approved, or where it comes from.' },
  },
  {
    key: 'timing',
    name: { vi: 'Đã có ngày cụ thể chưa?', en: 'Is there a date?' },
    help: { vi: 'Khi nào khách cần dùng, khi nào sẽ quyết định.', en: 'When they need it, and when they decide.' },
  },
  {
    key: 'authority',
    name: { vi: 'Đây có phải là người quyết định không?', en: 'Is this the person who decides?' },
    help: { vi: 'Ai ký, ai có thể nói không.', en: 'Who signs, and who can say no.' },
  },
]
