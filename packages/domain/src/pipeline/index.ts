export * from './preset.ts'
export * from './stage.ts'
export * from './decide-stage.ts'
export * from './decide-pipeline.ts'
