import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { Env } from '../env.ts'
import type { OutsideAccount } from '../modules/invitation/accept-by-provider.ts'

/** Under this name in addresses: the callback to register with the provider is `/api/auth/callback/oidc`. */
export const oidcProvider = 'oidc'

/**
 * Sign-in by the organisation's own OpenID Connect provider, when the operator names one. Its ID tokens are verified
 * against its keys; nobody is let in whom we do not know already (`disableSignUp`), and who that is says the e-mail
 * address alone, if the provider has verified it. `identified` hears of them first, and may throw where to go instead.
 */
export function oidc(
  { MEKONG_OIDC }: Pick<Env, 'MEKONG_OIDC'>,
  identified: (account: OutsideAccount) => Promise<void>,
) {
  if (MEKONG_OIDC === null) return []
  const { issuer, clientId, clientSecret, name } = MEKONG_OIDC
  return [
    genericOAuth({
      config: [
        {
          providerId: oidcProvider,
          name,
          discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          requireIdTokenVerification: true,
          clientId,
          clientSecret,
          scopes: ['openid', 'email', 'profile'],
          disableSignUp: true,
          disableImplicitSignUp: true,
          overrideUserInfo: false,
          mapProfileToUser: async ({ sub, email, emailVerified }) => {
            // Without these nobody is let in below.
            if (sub && email)
              await identified({
                provider: oidcProvider,
                accountId: String(sub),
                email,
                isVerified: emailVerified === true,
              })
            return {}
          },
        },
      ],
    }),
  ]
}
