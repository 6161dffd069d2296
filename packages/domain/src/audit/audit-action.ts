/**
 * Everything that the audit log knows to have been done or tried. A mutation's name in capitals where there is one; the
 * rest happens outside the graph. Names are stored: one that was released is never renamed.
 */
export const auditActions = [
  'CREATE_OPPORTUNITY',
  'UPDATE_OPPORTUNITY',
  'MOVE_OPPORTUNITY',
  'REOPEN_OPPORTUNITY',
  'DELETE_OPPORTUNITY',
  'RESTORE_OPPORTUNITY',
  'IMPORT_OPPORTUNITIES',
  'CREATE_COMPANY',
  'UPDATE_COMPANY',
  'DELETE_COMPANY',
  'CREATE_CONTACT',
  'UPDATE_CONTACT',
  'DELETE_CONTACT',
  'CREATE_PIPELINE',
  'UPDATE_PIPELINE',
  'CREATE_STAGE',
  'UPDATE_STAGE',
  'MOVE_STAGE',
  'DELETE_STAGE',
  'CREATE_LOST_REASON',
  'UPDATE_LOST_REASON',
  'UPDATE_ORGANIZATION',
  'UPDATE_VIEWER',
  'CREATE_API_KEY',
  'ROTATE_API_KEY',
  'REVOKE_API_KEY',
  'ADD_USER',
  'INVITE_USER',
  'RESEND_INVITATION',
  'REVOKE_INVITATION',
  'ACCEPT_INVITATION',
  'UPDATE_USER',
  'DEACTIVATE_USER',
  'REACTIVATE_USER',
  'CREATE_TEAM',
  'UPDATE_TEAM',
  'DELETE_TEAM',
  'SET_UP',
  'SIGN_IN',
  'SIGN_OUT',
  'REVOKE_SESSION',
  'REVOKE_SESSIONS',
  'CHANGE_PASSWORD',
  'REQUEST_PASSWORD_RESET',
  'RESET_PASSWORD',
  'ENABLE_TWO_FACTOR',
  'DISABLE_TWO_FACTOR',
  'GENERATE_BACKUP_CODES',
  'CLEAR_TWO_FACTOR',
  'ADD_PASSKEY',
  'DELETE_PASSKEY',
  'LINK_ACCOUNT',
  'UNLINK_ACCOUNT',
  'RESTORE_BACKUP',
] as const

export type AuditAction = (typeof auditActions)[number]

/** The action of a mutation by its name; undefined for one that is not audited. */
export function auditActionOf(mutation: string): AuditAction | undefined {
  const name = mutation.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
  return auditActions.find((action) => action === name)
}
