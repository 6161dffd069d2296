import { Kind, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import type { Execute } from '../http/execute.ts'
import type { Admitted, Asking } from '../http/prepare.ts'
import { readerOf } from '../live/cursor.ts'
import { readerClass } from '../live/reader-class.ts'
import type { Metrics } from '../metrics.ts'
import type { BoardVersion } from './board-versions.ts'
import { keepable, type Keepable } from './keepable.ts'
import { KeptAnswers } from './kept-answers.ts'
import { KeptNames } from './kept-names.ts'

interface KeptBoard {
  /** `{"data":{...}`, encoded once: that takes as long as everything else about giving it again. */
  readonly data: Buffer
  readonly redacted: unknown
  /** What it cost who asked for it first, and costs whoever asks for it again. */
  readonly points: number
  readonly bytes: number
}

/** A whole answer as it is sent, or a result that is to be answered in the ordinary way. */
export type BoardAnswer =
  | { readonly kind: 'encoded'; readonly body: Buffer }
  | { readonly kind: 'result'; readonly result: ExecutionResult }

interface Options {
  readonly schema: GraphQLSchema
  readonly execute: Execute
  readonly versions: { of(pipelineId: string): Promise<BoardVersion | null> }
  readonly metrics: Pick<Metrics, 'boardAnswers'>
}

/**
 * Boards as they are sent, kept for as long as nothing has changed on them. Most reads of a board find it as the last one
 * left it: they cost one look at the board's counter, where a fresh answer costs some hundred rows, their graph and its
 * text.
 */
export class KeptBoards {
  readonly #answers = new KeptAnswers<KeptBoard>()
  readonly #names = new KeptNames()
  readonly #known = new WeakMap<OperationDefinitionNode, Keepable | null>()

  constructor(private readonly options: Options) {}

  /** Null: this operation is none whose answer is kept. */
  async answer(admitted: Admitted, asking: Asking): Promise<BoardAnswer | null> {
    const kept = this.#keepableOf(admitted)
    const pipelineId = kept && pipelineIn(kept, admitted)
    if (!kept || !pipelineId || asking.caller === null) return null
    // A database that does not answer is told of in the ordinary way.
    const version = await this.options.versions.of(pipelineId).catch(() => null)
    if (version === null) return null

    let failed: ExecutionResult | undefined
    let isMade = false
    const { names, seq } = version
    const board = await this.#answers.of(askedBy(admitted, asking, kept), `${names}:${seq}`, async () => {
      isMade = true
      this.#names.lend(asking.context.loaders, names)
      const result = await this.options.execute(admitted, asking)
      if (!result.errors) return keptFrom(result, admitted.meter.count(result.data))
      failed = result
      return null
    })
    if (board === null) return failed ? { kind: 'result', result: failed } : null
    this.options.metrics.boardAnswers.inc({ way: isMade ? 'made' : 'kept' })
    admitted.meter.settle(board.points)
    return { kind: 'encoded', body: bodyOf(board, admitted) }
  }

  #keepableOf({ args, operation }: Admitted): Keepable | null {
    const known = this.#known.get(operation)
    if (known !== undefined) return known
    const found = keepable(this.options.schema, args.document, operation)
    this.#known.set(operation, found)
    return found
  }
}

function pipelineIn({ root }: Keepable, { args }: Admitted): string | null {
  const value = root.arguments?.find(({ name }) => name.value === 'pipelineId')?.value
  if (value?.kind === Kind.STRING) return value.value
  const given = value?.kind === Kind.VARIABLE ? args.variableValues?.[value.name.value] : null
  return typeof given === 'string' ? given : null
}

/** Everything that an answer follows from besides the board and the names on it. */
function askedBy({ hash, args }: Admitted, { caller, locale }: Asking, { isPersonal }: Keepable): string {
  if (caller === null) throw new Error('A board is read by somebody.')
  const reader = isPersonal ? readerOf(caller) : null
  return JSON.stringify([hash, args.operationName, args.variableValues, readerClass(caller, locale), reader])
}

function keptFrom({ data, extensions }: ExecutionResult, points: number): KeptBoard {
  const encoded = Buffer.from(`{"data":${JSON.stringify(data)}`)
  return { data: encoded, redacted: extensions?.['redacted'], points, bytes: encoded.length }
}

const bodyOf = ({ data, redacted }: KeptBoard, { meter }: Admitted): Buffer =>
  Buffer.concat([data, Buffer.from(`,"extensions":${JSON.stringify({ redacted, cost: meter.cost })}}\n`)])
