/** The colours of marks that stand before a name, as the contract calls them. */
export type MarkColor = 'BLUE' | 'CYAN' | 'VIOLET' | 'AMBER' | 'PINK' | 'GREEN' | 'GREY'

export const markToken: Record<MarkColor, string> = {
  BLUE: 'var(--stage-1)',
  CYAN: 'var(--stage-2)',
  VIOLET: 'var(--stage-3)',
  AMBER: 'var(--stage-4)',
  PINK: 'var(--stage-5)',
  GREEN: 'var(--stage-won)',
  GREY: 'var(--stage-lost)',
}
