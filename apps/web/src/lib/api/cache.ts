import { InMemoryCache } from '@apollo/client/cache'

/** Everything with an id is one record wherever it was read; what has none lives inside its parent. */
export const makeCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes: {},
    typePolicies: {
      // There is one of each for whoever is signed in.
      Viewer: { keyFields: [] },
      Organization: { keyFields: [] },
      // Values: a new amount replaces the old one as a whole.
      Money: { keyFields: false },
      ColumnTotals: { keyFields: false },
      CurrencyTotal: { keyFields: false },
    },
  })
