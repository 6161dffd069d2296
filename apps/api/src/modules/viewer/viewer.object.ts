import type { Actor, Locale } from '@mekong/domain'
import { Field, InputType, ObjectType } from 'type-graphql'
import { LocaleEnum } from '../../graphql/enums.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'

/** Who asks, with what they chose for themselves. */
export interface Viewer {
  readonly actor: Actor
  readonly locale: Locale
  /** Null: the organisation's. */
  readonly timeZone: string | null
}

@ObjectType('Viewer', { description: 'You: whose session or key this request came with.', simpleResolvers: true })
export class ViewerObject implements Pick<Viewer, 'locale'> {
  @Field(() => LocaleEnum, { description: 'Your language.' })
  locale!: Locale
}

@InputType('UpdateViewerInput', { description: 'Changes of your own settings; what is left out stays.' })
export class UpdateViewerInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'Your name, up to 200 characters. Boards show it at once.' })
  name?: string | null

  @Field(() => LocaleEnum, { nullable: true, description: 'Your language.' })
  locale?: Locale | null

  @Field(() => String, {
    nullable: true,
    description: "A time zone of the IANA database, like `Asia/Ho_Chi_Minh`; null for the organisation's.",
  })
  timeZone?: string | null
}

@ObjectType('UpdateViewerPayload', { description: 'What came of `updateViewer`.', simpleResolvers: true })
export class UpdateViewerPayload extends MutationPayload {
  @Field(() => ViewerObject, { nullable: true, description: 'You, after it; null when it was refused.' })
  viewer?: Viewer | null
}
