/** The address of its own page, which opens wherever it is sent. Without a clipboard (no TLS) there is nothing to do. */
export const copyLink = async (id: string): Promise<void> =>
  navigator.clipboard?.writeText(new URL(`/o/${id}`, location.origin).href)
