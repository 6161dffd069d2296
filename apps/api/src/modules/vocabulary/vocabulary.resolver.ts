import { scopeOf } from '@mekong/domain'
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import type { Context } from '../../http/context.ts'
import { wordList } from './vocabulary.store.ts'
import { SourceConnection, TagConnection } from './word.object.ts'
import type { Word } from './word.ts'

const searchArg = {
  nullable: true,
  description: 'Words in it; case and accents do not count. One or two letters are the beginning of a word.',
}

@Resolver()
export class VocabularyResolver {
  @Query(() => SourceConnection, {
    description: 'Sources of the opportunities that you may see, to offer while typing.',
  })
  sources(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('search', () => String, searchArg) search: string | null,
  ): Connection<Word> {
    return list(ctx, wordList('source', search, scopeOf(ctx.caller.actor)), page)
  }

  @Query(() => TagConnection, { description: 'Tags of the opportunities that you may see, to offer while typing.' })
  tags(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('search', () => String, searchArg) search: string | null,
  ): Connection<Word> {
    return list(ctx, wordList('tag', search, scopeOf(ctx.caller.actor)), page)
  }
}
