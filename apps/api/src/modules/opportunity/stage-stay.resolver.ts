import type { Stage } from '@mekong/domain'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../http/context.ts'
import { StageObject } from '../pipeline/stage.object.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { StageStayObject } from './stage-stay.object.ts'
import type { StageStay } from './stage-stay.ts'

@Resolver(() => StageStayObject)
export class StageStayResolver {
  @FieldResolver(() => StageObject, { description: 'In which stage; one that was deleted meanwhile is still named.' })
  async stage(@Root() { stageId }: StageStay, @Ctx() { loaders }: Context): Promise<Stage> {
    const stage = await loaders.stages.load(stageId)
    if (!stage) throw new Error(`Stage ${stageId} has a stay and no row.`)
    return stage
  }

  @FieldResolver(() => UserObject, { nullable: true, description: 'Who began it, by moving or creating.' })
  async movedBy(@Root() { enteredBy }: StageStay, @Ctx() { loaders }: Context): Promise<User | null> {
    return enteredBy === null ? null : loaders.users.load(enteredBy)
  }
}
