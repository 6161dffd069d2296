/** A fresh idempotency key. `crypto.randomUUID` is missing where a page is served without TLS, as in an office network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
