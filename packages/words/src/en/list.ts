import type { list as vi } from '../vi/list.ts'
import { plural } from '../plural.ts'

export const list: typeof vi = {
  pageTitle: ({ pipeline }) => `${pipeline} list`,
  tableLabel: ({ pipeline }) => `Opportunities in ${pipeline}`,
  columns: {
    title: 'Opportunity',
    company: 'Company',
    stage: 'Stage',
    owner: 'Owner',
    amount: 'Amount',
    probability: 'Chance',
    expectedCloseDate: 'Close date',
    age: 'In stage',
    restore: 'Restore',
  },
  reverse: 'Reverse the order',
  relevance: 'Best match first',
  reversed: {
    amount: 'Amount, low to high',
    closeDate: 'Close date, latest first',
    age: 'Newest in stage first',
    title: 'Title, Z to A',
    newest: 'Oldest first',
  },
  count: ({ n, shown }) => `${shown} ${plural(n, 'opportunity', 'opportunities')}`,
  sum: 'Sum',
  weighted: 'Weighted',
  totalsHint: 'Totals come from the server, over all rows.',
  empty: 'No opportunities yet',
  emptyHint: 'Create the first one of this pipeline.',
  emptyFilter: 'Nothing matches the filter',
  loadingMore: 'Loading more…',
  deleted: {
    show: 'Deleted',
    filter: 'Deleted, last 30 days',
    empty: 'Nothing was deleted in the last 30 days',
    leave: 'Back to the list',
  },
}
