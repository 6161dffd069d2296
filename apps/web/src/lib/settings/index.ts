/** The front door of the settings: the frame and one component a section. */
export { default as AccountSettings } from './AccountSettings.svelte'
export { default as AuditLog } from './audit/AuditLog.svelte'
export { default as ApiKeys } from './keys/ApiKeys.svelte'
export { default as LostReasons } from './LostReasons.svelte'
export { default as OrganizationSettings } from './OrganizationSettings.svelte'
export { default as PipelineSettings } from './pipelines/PipelineSettings.svelte'
export { default as SettingsFrame } from './SettingsFrame.svelte'
