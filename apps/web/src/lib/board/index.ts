/** The front door of the board: its screen, and what list and sheet share with it. */
export { default as BoardScreen } from './BoardScreen.svelte'
export { default as NotThere } from './NotThere.svelte'
export { BoardSession, getBoardSession, setBoardSession } from './session.svelte.ts'
export { readQuery, writeQuery, type BoardQuery } from './filter/board-query.ts'
