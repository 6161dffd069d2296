import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Env } from '../env.ts'
import { authTables } from './auth-tables.ts'

const issuer = 'Mekong'

/** A code from an app, or one of ten kept for the day when the app is lost. */
export const codes = () => twoFactor({ issuer, schema: authTables.twoFactor, skipVerificationOnEnable: false })

/**
 * A passkey stands for both steps: what one has and who one is. So its device must have seen its owner, which the library
 * leaves open. It is bound to the public address; without one, to `localhost`, for no browser takes a number.
 */
export const passkeys = ({ MEKONG_URL }: Pick<Env, 'MEKONG_URL'>) =>
  passkey({
    rpName: issuer,
    rpID: MEKONG_URL === undefined ? 'localhost' : new URL(MEKONG_URL).hostname,
    origin: MEKONG_URL ?? null,
    schema: authTables.passkey,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: ({ verification }) => mustHaveSeen(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: ({ verification }) => mustHaveSeen(verification.authenticationInfo.userVerified),
    },
  })

function mustHaveSeen(isVerified: boolean | undefined): void {
  if (isVerified !== true)
    throw new APIError('UNAUTHORIZED', {
      code: 'AUTHENTICATION_FAILED',
      message: 'The passkey did not verify its user.',
    })
}
