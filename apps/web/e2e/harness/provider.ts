import { inject } from 'vitest'
import { OidcServer } from '../../../api/test/sign-in/tools/oidc-server.ts'
import { cloneDatabase } from './database.ts'
import { MekongServer } from './mekong-server.ts'

interface WithProvider {
  readonly server: MekongServer
  readonly provider: OidcServer
}

/** A demo organisation of its own whose people have an OpenID Connect provider, "Cửu Long ID". */
export async function withProvider(use: (stage: WithProvider) => Promise<void>): Promise<void> {
  const database = await cloneDatabase(inject('adminUrl'), inject('template'))
  const server = new MekongServer(inject('built'), database.url)
  await server.start() // to know its port, which it keeps
  await server.stop()
  const provider = await OidcServer.start(`${server.url}/api/auth/callback/oidc`)
  try {
    await server.start({
      MEKONG_OIDC_ISSUER: provider.issuer,
      MEKONG_OIDC_CLIENT_ID: provider.clientId,
      MEKONG_OIDC_CLIENT_SECRET: provider.clientSecret,
      MEKONG_OIDC_NAME: 'Cửu Long ID',
    })
    await use({ server, provider })
  } finally {
    await server.stop()
    await provider.stop()
    await database.drop()
  }
}
