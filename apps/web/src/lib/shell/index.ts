/** The front door of the shell for the features: what a screen builds its head from, and the shell's contexts. */
export { default as LiveBadge } from './LiveBadge.svelte'
export { default as Topbar } from './Topbar.svelte'
export { default as Viewbar } from './Viewbar.svelte'
export { getCreateAction } from './create-action.svelte.ts'
export { getKeymap, type Shortcut } from './keymap.svelte.ts'
export { getLastPipeline } from './last-pipeline.svelte.ts'
export { getTheme } from './theme.svelte.ts'
