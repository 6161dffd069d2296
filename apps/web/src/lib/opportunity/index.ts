/**
 * The front door of one opportunity for the screens that open it beside themselves. The sheet itself is fetched when it
 * is first wanted: a board is on the screen before.
 */
export { OpportunityEdits, setOpportunityEdits } from './record/opportunity-edits.svelte.ts'
export { default as OpenOpportunity } from './OpenOpportunity.svelte'
export type { Trail } from './trail.ts'
