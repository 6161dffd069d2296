export * from './audit-action.ts'
export * from './audit-step.ts'
