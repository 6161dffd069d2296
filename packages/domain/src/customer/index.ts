export * from './company.ts'
export * from './contact.ts'
export { decideCustomerEdit, type CustomerConflict, type CustomerEdit, type CustomerStep } from './customer-edit.ts'
