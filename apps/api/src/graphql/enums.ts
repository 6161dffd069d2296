import type {
  FaultCode,
  Locale,
  OpportunityStatus,
  PipelinePreset,
  ProbabilitySource,
  Role,
  StageColor,
  StageKind,
  UserState,
  Visibility,
} from '@mekong/domain'
import { describedEnum, describedEnumOf } from './enum.ts'

export const RoleEnum = describedEnum<Role>('Role', 'What a person may do; what they see is their visibility.', {
  REP: 'Sells: writes what they see, gives work to people and teams of their own teams.',
  TEAM_LEADER: 'Leads a team: may also hand work to anybody and delete what is in a team that they lead.',
  MANAGER: 'Runs sales: may also delete anything they see and change the owner of what is closed.',
  ADMINISTRATOR: 'Sets up: may also write pipelines, stages, reasons and the organisation.',
  READ_ONLY: 'Reads and writes nothing.',
})

export const UserStateEnum = describedEnum<UserState>('UserState', 'Where somebody stands.', {
  INVITED: 'Asked to come, and not here yet: no work is given to them.',
  ACTIVE: 'Works here.',
  DEACTIVATED: 'Has left: keeps what is closed, opens nothing, is given no more work.',
})

export const VisibilityEnum = describedEnum<Visibility>('Visibility', 'How much of the pipeline a person sees.', {
  OWN: 'Opportunities that they own.',
  TEAM: 'Besides their own, those of every team that they are a member or the leader of.',
  ALL: 'Every opportunity.',
})

export const LocaleEnum = describedEnumOf<'VI' | 'EN', Locale>('Locale', 'A language that Mekong speaks.', {
  VI: { value: 'vi', description: 'Vietnamese.' },
  EN: { value: 'en', description: 'English.' },
})

export const StageKindEnum = describedEnum<StageKind>(
  'StageKind',
  'What a stage means, whatever its name. It decides the status of the opportunities in it.',
  {
    OPEN: 'Work goes on.',
    WON: 'The sale is made.',
    LOST: 'There will be no sale; entering needs a reason.',
  },
)

export const StageColorEnum = describedEnum<StageColor>('StageColor', 'The colour that marks a stage on the board.', {
  BLUE: 'Blue.',
  CYAN: 'Cyan.',
  VIOLET: 'Violet.',
  AMBER: 'Amber.',
  PINK: 'Pink.',
  GREEN: 'Green, by custom for won.',
  GREY: 'Grey, by custom for lost.',
})

export const OpportunityStatusEnum = describedEnum<OpportunityStatus>(
  'OpportunityStatus',
  'Where an opportunity stands, as the kind of its stage says.',
  { OPEN: 'Not decided yet.', WON: 'Sold.', LOST: 'Not sold, for a reason.' },
)

export const ProbabilitySourceEnum = describedEnum<ProbabilitySource>(
  'ProbabilitySource',
  'Where a probability comes from.',
  {
    STAGE: "The stage's default.",
    MANUAL: 'A person set it; it lasts until the next stage.',
  },
)

export const PipelinePresetEnum = describedEnum<PipelinePreset>(
  'PipelinePreset',
  "Stages to begin with. Their names follow the reader's language until they are renamed.",
  {
    CLASSIC: 'Prospect, Opportunity, Qualified, Proposal, Won, Lost.',
    CONTRACT: 'New, Qualified, Proposal, Contract negotiation, Won, Review (open: a second look), Lost.',
    EMPTY: 'None but those that you name.',
  },
)

export type OrderDirection = 'ASC' | 'DESC'
export const OrderDirectionEnum = describedEnum<OrderDirection>(
  'OrderDirection',
  'Which end of an order comes first. Empty values come last either way.',
  { ASC: 'Smallest, earliest or A first.', DESC: 'Largest, latest or Z first.' },
)

export const UserErrorCodeEnum = describedEnum<FaultCode>(
  'UserErrorCode',
  'Why a mutation was refused, for programs.',
  {
    INVALID: 'A value breaks a rule.',
    NOT_FOUND: 'There is no such thing, or you may not see it: the two are not told apart.',
    CONFLICT: 'Somebody changed the same meanwhile.',
    FORBIDDEN: 'You see it, but this is beyond your rights.',
    LOST_REASON_REQUIRED: 'What is lost needs a reason.',
    IDEMPOTENCY_KEY_REUSED: 'This `clientMutationId` was used for another request.',
    LIMIT_EXCEEDED: 'There is too much of something.',
  },
)
