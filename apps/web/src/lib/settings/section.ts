/** The sections, as the address names them. */
export type SettingsSection = 'pipelines' | 'lost-reasons' | 'api-keys' | 'organization' | 'audit' | 'account'
