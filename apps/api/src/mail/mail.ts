import type { Locale } from '@mekong/domain'

/** What mails are about, with what their sentences need. */
export type MailSubject =
  | { readonly kind: 'invitation'; readonly organization: string; readonly invitedBy: string; readonly link: string }
  | { readonly kind: 'passwordReset'; readonly link: string }
  | { readonly kind: 'passwordChanged'; readonly link: string }
  | { readonly kind: 'twoFactorOff'; readonly link: string }

export type MailKind = MailSubject['kind']

/** A mail to one person, in their language. */
export interface Mail {
  readonly to: { readonly name: string; readonly email: string }
  readonly locale: Locale
  readonly about: MailSubject
}

/** How long each is worth sending: as long as its link opens something, or as what it tells is news. */
export const mailLifetime: Readonly<Record<MailKind, string>> = {
  invitation: '7 days',
  passwordReset: '1 hour',
  passwordChanged: '1 day',
  twoFactorOff: '1 day',
}
