/** The sections, as the address names them. */
export type SettingsSection =
  | 'pipelines'
  | 'lost-reasons'
  | 'people'
  | 'teams'
  | 'api-keys'
  | 'organization'
  | 'audit'
  | 'account'
