/** Close codes of graphql-transport-ws, RFC 6455 and ours. */
export const closing = {
  badMessage: [4400, 'Invalid message received'],
  unauthorized: [4401, 'Unauthorized'],
  tooMany: [4429, 'Too many sockets'],
  restart: [1012, 'Service restart'],
  tryLater: [1013, 'Try again later'],
} as const satisfies Record<string, readonly [number, string]>
