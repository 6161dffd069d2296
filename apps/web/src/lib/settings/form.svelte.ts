import type { Messages } from '@mekong/words'
import type { Failure } from '#lib/api/failure.ts'
import { errorAt, type Outcome, type Payload, type UserError } from '#lib/api/outcome.ts'

/** What became of a form that was sent: faults stand at their fields, everything else in one sentence. */
export class Form {
  isSending = $state(false)
  #errors = $state.raw<readonly UserError[]>([])
  #failure = $state.raw<Failure | null>(null)

  /** The sentence for a field. */
  at(field: string): string | undefined {
    return errorAt(this.#errors, field)?.message
  }

  /** What belongs to no field of the form. */
  rest(fields: readonly string[], words: Messages): string | undefined {
    if (this.#failure)
      return this.#failure.message ?? (this.#failure.kind === 'network' ? words.errors.network : words.errors.unknown)
    return this.#errors.find((error) => !fields.includes(error.field?.[0] ?? ''))?.message
  }

  /** Sends; the payload if it was written, else null with everything typed still there. */
  async send<P extends Payload>(ask: () => Promise<Outcome<P>>): Promise<P | null> {
    if (this.isSending) return null
    this.isSending = true
    const outcome = await ask()
    this.isSending = false
    this.#errors = outcome.kind === 'refused' ? outcome.errors : []
    this.#failure = outcome.kind === 'failed' ? outcome.failure : null
    return outcome.kind === 'done' ? outcome.payload : null
  }
}
