import { apiKeyLoaders } from '../modules/api-key/api-key.loader.ts'
import { titleLoaders } from '../modules/audit/title.loader.ts'
import { companyLoaders } from '../modules/company/company.loader.ts'
import { contactLoaders } from '../modules/contact/contact.loader.ts'
import { invitationLoaders } from '../modules/invitation/invitation.loader.ts'
import { lostReasonLoaders } from '../modules/lost-reason/lost-reason.loader.ts'
import { opportunityLoaders } from '../modules/opportunity/opportunity.loader.ts'
import { pipelineLoaders } from '../modules/pipeline/pipeline.loader.ts'
import { teamLoaders } from '../modules/team/team.loader.ts'
import type { Services } from '../services.ts'

/** One set a request: a row that ten fields ask for is read once, and rows asked for together come in one statement. */
export const makeLoaders = ({ prepared: sql }: Pick<Services, 'prepared'>) => ({
  ...apiKeyLoaders(sql),
  ...companyLoaders(sql),
  ...contactLoaders(sql),
  ...invitationLoaders(sql),
  ...lostReasonLoaders(sql),
  ...opportunityLoaders(sql),
  ...pipelineLoaders(sql),
  ...teamLoaders(sql),
  ...titleLoaders(sql),
})

export type Loaders = ReturnType<typeof makeLoaders>
