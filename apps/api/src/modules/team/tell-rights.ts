import type { UserId } from '@mekong/domain'
import type { Services } from '../../services.ts'

/**
 * Somebody's rights, sessions or keys may have changed: who holds them in memory, here and on other nodes, looks again.
 * Sockets and boards that are open under them follow within the second.
 */
export function tellRights({ callers, wake }: Pick<Services, 'callers' | 'wake'>, userIds: readonly UserId[]): void {
  for (const userId of userIds) {
    callers.told({ userId })
    wake.publish(`rights:${userId}`)
  }
}
