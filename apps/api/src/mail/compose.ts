import { mailMessages } from '@mekong/words/mail'
import type { Mail, MailSubject } from './mail.ts'

/** A mail's body, twice: as plain text, and as HTML for programs that show it. */
export interface MailContent {
  readonly text: string
  readonly html: string
}

export interface ComposedMail extends MailContent {
  readonly subject: string
}

/** Puts a mail into the words of its reader's language. Names come from people, so HTML gets them escaped. */
export function compose({ to, locale, about }: Mail): ComposedMail {
  const words = mailMessages[locale]
  const { subject, lines, action, end } = said(words, about)
  const greeting = words.greeting({ name: to.name })
  const paragraphs = [greeting, ...lines]
  return {
    subject,
    text: [...paragraphs, `${action}:\n${about.link}`, ...end, words.signature].join('\n\n') + '\n',
    html: page(locale, subject, [
      ...paragraphs.map(paragraph),
      `<p style="margin:24px 0"><a href="${escaped(about.link)}" style="${button}">${escaped(action)}</a></p>`,
      `<p style="${small}">${escaped(words.orCopy)}<br>${escaped(about.link)}</p>`,
      ...end.map(paragraph),
      `<p style="${small}">${escaped(words.signature)}</p>`,
    ]),
  }
}

interface Said {
  readonly subject: string
  readonly lines: readonly string[]
  /** What the link does. */
  readonly action: string
  readonly end: readonly string[]
}

function said(words: (typeof mailMessages)['vi'], about: MailSubject): Said {
  switch (about.kind) {
    case 'invitation': {
      const { subject, lead, action, end } = words.invitation
      const { organization, invitedBy } = about
      return { subject: subject({ organization }), lines: [lead({ organization, invitedBy })], action, end: [end] }
    }
    case 'passwordReset':
    case 'passwordChanged':
    case 'twoFactorOff': {
      const { subject, lead, action, end } = words[about.kind]
      return { subject, lines: [lead], action, end: [end] }
    }
  }
}

const button =
  'display:inline-block;padding:10px 18px;border-radius:6px;background:#0b5f6b;color:#ffffff;text-decoration:none'
const small = 'font-size:13px;color:#5c5a55;word-break:break-all'

const page = (locale: string, title: string, parts: readonly string[]): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>` +
  `<body style="margin:0;padding:32px 20px;background:#f6f4ef;color:#26241f;font:15px/1.5 system-ui,sans-serif">` +
  `<div style="max-width:520px;margin:0 auto">${parts.join('')}</div></body></html>`

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
