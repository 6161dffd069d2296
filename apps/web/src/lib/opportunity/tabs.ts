/** What stands below the fields; the address names it. */
export const tabs = ['history', 'stays'] as const
export type OpportunityTab = (typeof tabs)[number]

export const readTab = (text: string | null): OpportunityTab => tabs.find((tab) => tab === text) ?? 'history'
