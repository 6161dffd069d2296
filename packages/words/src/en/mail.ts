import type { mail as vi } from '../vi/mail.ts'

export const mail: typeof vi = {
  greeting: ({ name }) => `Hello ${name},`,
  orCopy: 'If the button does not open, copy this link into your browser:',
  signature: 'Mekong sent this by itself. There is no need to answer.',
  invitation: {
    subject: ({ organization }) => `You are invited to ${organization} on Mekong`,
    lead: ({ organization, invitedBy }) =>
      `${invitedBy} invites you to work in ${organization} on Mekong. Open the link to choose a password and begin.`,
    action: 'Accept the invitation',
    end: 'The link works once, within 7 days. If you did not expect this invitation, ignore this mail.',
  },
  passwordReset: {
    subject: 'Reset your Mekong password',
    lead: 'Somebody, probably you, asked to reset the password of this account.',
    action: 'Choose a new password',
    end: 'The link works once, within 1 hour. If it was not you, ignore this mail: your password stays as it is.',
  },
  passwordChanged: {
    subject: 'Your Mekong password was changed',
    lead: 'The password of this account has just been changed, and its other sessions have ended.',
    action: 'Open Mekong',
    end: 'If it was not you, reset your password now with “Forgot password” on the sign-in page, and tell an administrator.',
  },
  twoFactorOff: {
    subject: 'Two-step verification was turned off on Mekong',
    lead: 'Two-step verification of this account has just been turned off. From now on the password alone signs in.',
    action: 'Open Mekong',
    end: 'If it was not you, change your password now and tell an administrator.',
  },
}
