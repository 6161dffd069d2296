/** The front door of the board: its screen, and what list and sheet share with it. */
export { default as BoardScreen } from './BoardScreen.svelte'
export { default as NotThere } from './NotThere.svelte'
export { BoardSession, getBoardSession, setBoardSession } from './session.svelte.ts'
export { default as LostPrompt } from './changes/LostPrompt.svelte'
export { type Refusal } from './changes/board-changes.svelte.ts'
export { type MoveIntent } from './changes/move.ts'
export { failureSentence, refusalSentence } from './changes/refusal-words.ts'
export { stayOf } from './card/stay.ts'
export { cardOf, type BoardCard, type Named } from './feed/board-card.ts'
export { pipelineOf, totalsOf } from './feed/reading.ts'
export { AtMost } from './feed/at-most.ts'
export { type BoardFeed } from './feed/board-feed.svelte.ts'
export {
  filterOf,
  isOffered,
  orderOf,
  readQuery,
  withoutFilters,
  writeQuery,
  type BoardQuery,
} from './filter/board-query.ts'
export { Facets } from './filter/facets.svelte.ts'
export { default as FilterTokens } from './filter/FilterTokens.svelte'
export { default as SearchField } from './filter/SearchField.svelte'
export { default as PipelineSwitch } from './PipelineSwitch.svelte'
export { type BoardView } from './view/board-view.svelte.ts'
