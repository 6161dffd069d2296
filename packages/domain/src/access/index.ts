export * from './amounts.ts'
export * from './may.ts'
export * from './scope.ts'
