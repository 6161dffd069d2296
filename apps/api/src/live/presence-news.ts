import { z } from 'zod'

/** Milliseconds that a date can be made of. */
const instant = z.number().min(0).max(8.64e15)

/** Somebody on a board, as one node tells the others. */
const presentShape = z.object({
  pipelineId: z.string(),
  userId: z.string(),
  doing: z.enum(['VIEWING', 'DRAGGING', 'EDITING']),
  card: z.object({ id: z.string(), ownerId: z.string().nullable(), teamId: z.string().nullable() }).nullable(),
  field: z.string().nullable(),
  since: instant,
  seenAt: instant,
})
const newsShape = z.object({ presence: z.array(presentShape) })

export type PresenceNews = Readonly<z.infer<typeof presentShape>>

/** As many texts as it takes to keep each below a length. */
export function* presenceTexts(all: readonly PresenceNews[], mostBytes: number): Generator<string> {
  let waiting: PresenceNews[] = []
  let bytes = 0
  for (const one of all) {
    const size = Buffer.byteLength(JSON.stringify(one)) + 1
    if (waiting.length > 0 && bytes + size > mostBytes - wrapping) {
      yield textOf(waiting)
      waiting = []
      bytes = 0
    }
    waiting.push(one)
    bytes += size
  }
  if (waiting.length > 0) yield textOf(waiting)
}

/** Nothing of what is no news of presence: a node of another version may tell other things. */
export function presenceIn(text: string): readonly PresenceNews[] {
  try {
    return newsShape.safeParse(JSON.parse(text)).data?.presence ?? []
  } catch {
    return []
  }
}

const textOf = (presence: readonly PresenceNews[]): string => JSON.stringify({ presence })
const wrapping = Buffer.byteLength(textOf([]))
