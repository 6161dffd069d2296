import { CreateCompanyDocument, CreateOpportunityDocument } from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'
import type { UserError } from '#lib/api/outcome.ts'
import type { Named } from '../feed/board-card.ts'
import { newKey } from '../changes/new-key.ts'

/** A company that is known, or only a name so far. */
export interface ChosenCompany {
  readonly id: string | null
  readonly name: string
}

export interface Target {
  readonly pipelineId: string
  readonly stageId: string
  readonly currency: string
  /** The card above which the new one comes to stand; null: at the end. */
  readonly beforeId: string | null
}

/** What is being written into a quick form. Nothing of it is lost when the server cannot take it. */
export class NewOpportunity {
  title = $state('')
  company = $state.raw<ChosenCompany | null>(null)
  amount = $state<string | null>(null)
  isSending = $state(false)
  errors = $state.raw<readonly UserError[]>([])
  failure = $state.raw<Failure | null>(null)
  readonly #api: Api
  // A second try after a lost answer must not make it twice.
  #key = newKey()
  #companyKey = newKey()

  constructor(api: Api) {
    this.#api = api
  }

  get isBlank(): boolean {
    return this.title.trim() === ''
  }

  /** Sends it; empties the form and returns what was made, or keeps everything and says why not. */
  async send(target: Target): Promise<Named | null> {
    if (this.isBlank || this.isSending) return null
    this.isSending = true
    this.errors = []
    this.failure = null
    const made = await this.#make(target)
    this.isSending = false
    if (made) this.#begin()
    return made
  }

  async #make(target: Target): Promise<Named | null> {
    const companyId = await this.#companyId()
    if (companyId === undefined) return null
    const outcome = await this.#api.mutate(CreateOpportunityDocument, {
      pipelineId: target.pipelineId,
      stageId: target.stageId,
      title: this.title.trim(),
      beforeId: target.beforeId,
      companyId,
      amount: this.amount === null ? null : { amount: this.amount, currency: target.currency },
      clientMutationId: this.#key,
    })
    if (outcome.kind === 'failed') this.failure = outcome.failure
    else if (outcome.kind === 'refused') {
      this.errors = outcome.errors
      // Other words are another request.
      this.#key = newKey()
    } else if (outcome.payload.opportunity) {
      const { id, title } = outcome.payload.opportunity
      return { id, name: title }
    }
    return null
  }

  /** Undefined: the company could not be made. */
  async #companyId(): Promise<string | null | undefined> {
    const { company } = this
    if (!company || company.id !== null) return company?.id ?? null
    const outcome = await this.#api.mutate(CreateCompanyDocument, {
      name: company.name,
      clientMutationId: this.#companyKey,
    })
    if (outcome.kind === 'done' && outcome.payload.company) {
      this.company = { id: outcome.payload.company.id, name: outcome.payload.company.name }
      return outcome.payload.company.id
    }
    if (outcome.kind === 'failed') this.failure = outcome.failure
    else if (outcome.kind === 'refused')
      this.errors = outcome.errors.map((error) => ({ ...error, field: ['companyId'] }))
    return undefined
  }

  #begin(): void {
    this.title = ''
    this.company = null
    this.amount = null
    this.#key = newKey()
    this.#companyKey = newKey()
  }
}
