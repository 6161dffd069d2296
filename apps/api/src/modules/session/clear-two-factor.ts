import { fault, isId, type UserId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { queueMail } from '../../mail/queue-mail.ts'
import { SessionStore } from './session.store.ts'

export interface ClearTwoFactorRequest extends Keyed {
  readonly userId: UserId
}

/**
 * Takes a second step away whose app and codes are lost: from then on the password alone signs in, and its owner hears of
 * it. Their sessions end, in case it was somebody else who asked.
 */
export function clearTwoFactor(
  writes: Writes,
  caller: Writer,
  request: ClearTwoFactorRequest,
  site: string,
): Outcome<UserId> {
  const { userId } = request
  return change<UserId>(writes, caller, ['clearTwoFactor', 'session:others'], request, async (tx) => {
    const store = new SessionStore(tx.sql)
    const person = isId('user', userId) ? await store.lockedPerson(userId) : undefined
    if (!person) return { refuse: [fault('NOT_FOUND', 'notFound', ['userId'])] }
    if (!person.hasTwoFactor) return { commit: userId }
    await store.clearTwoFactor(userId)
    await store.end((await store.openOf(userId)).map(({ id }) => id))
    await queueMail(tx.sql, { to: person, locale: person.locale, about: { kind: 'twoFactorOff', link: site } })
    tx.audit({
      action: 'CLEAR_TWO_FACTOR',
      subjectId: userId,
      before: { hasTwoFactor: true },
      after: { hasTwoFactor: false },
    })
    return { commit: userId }
  })
}
