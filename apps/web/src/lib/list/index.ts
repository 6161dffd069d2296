/** The front door of the list view. */
export { default as ListScreen } from './ListScreen.svelte'
export { readListQuery, writeListQuery, type ListQuery } from './list-query.ts'
