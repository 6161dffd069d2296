import { Api } from '#lib/api/api.ts'
import { Viewer } from '#lib/api/viewer.svelte.ts'
import { SessionGuard } from '#lib/auth/session-guard.svelte.ts'
import type { LayoutLoad } from './$types'

/** Asks who is signed in at once, while the screen's own code is still on its way. */
export const load: LayoutLoad = async ({ parent }) => {
  const { i18n } = await parent()
  const session = new SessionGuard()
  const api = new Api({
    origin: location.origin,
    language: () => i18n.locale,
    onsignedout: () => session.signedOut(),
  })
  const loadViewer = () => Viewer.load(api)
  const firstViewer = loadViewer()
  // Whoever awaits it handles the failure; until then it must not count as unhandled.
  firstViewer.catch(() => undefined)
  await i18n.loadAll()
  return { api, session, firstViewer, loadViewer }
}
