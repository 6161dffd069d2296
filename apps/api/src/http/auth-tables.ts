import { typeidUnboxed } from 'typeid-js'

const idPrefix: Readonly<Record<string, string>> = {
  user: 'usr',
  session: 'ses',
  account: 'acc',
  verification: 'ver',
  twoFactor: 'tfa',
  passkey: 'psk',
}

export const authId = ({ model }: { readonly model: string }): string => typeidUnboxed(idPrefix[model] ?? 'row')

const written = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** The library's tables under our names: they lie beside our own and are made by our migrations. */
export const authTables = {
  user: {
    modelName: 'app_user',
    fields: { emailVerified: 'email_verified', ...written },
    additionalFields: {
      role: { type: 'string', required: true, input: false },
      locale: { type: 'string', required: true, input: false },
    },
  },
  session: {
    modelName: 'app_session',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...written,
    },
  },
  account: {
    modelName: 'app_account',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...written,
    },
  },
  verification: { modelName: 'app_verification', fields: { expiresAt: 'expires_at', ...written } },
  twoFactor: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      modelName: 'app_two_factor',
      fields: {
        userId: 'user_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
  passkey: {
    passkey: {
      modelName: 'app_passkey',
      fields: {
        userId: 'user_id',
        publicKey: 'public_key',
        credentialID: 'credential_id',
        deviceType: 'device_type',
        backedUp: 'backed_up',
        createdAt: 'created_at',
      },
    },
  },
} as const
