import type { App } from '../../src/app.ts'
import type { Person } from '../people.ts'

/** A board over server-sent events. */
export class EventStream implements AsyncDisposable {
  readonly messages: Record<string, unknown>[] = []
  isComplete = false
  isOver = false
  readonly #stop = new AbortController()
  #reading: Promise<void> = Promise.resolve()

  static async on(app: App, who: Pick<Person, 'credentials'>, id: string, after: string | null = null) {
    const stream = new EventStream()
    const response = await fetch(`${app.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', origin: app.url, ...who.credentials },
      body: JSON.stringify({
        query: `subscription ($id: ID!, $after: String) { boardEvents(pipelineId: $id, after: $after) { __typename
          ... on BoardSnapshot { seq cursor columns { stage { id } totals { count } opportunities { nodes { id company { name } } } } }
          ... on BoardEvents { fromSeq toSeq cursor events { seq type opportunityId opportunity { company { name } } columns { stageId totals { count } } } }
          ... on BoardHeartbeat { seq } ... on BoardResync { reason } } }`,
        variables: { id, after },
      }),
      signal: stream.#stop.signal,
    })
    if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
    stream.#reading = stream.#read(response.body).then(
      () => void (stream.isOver = true),
      () => {},
    )
    return stream
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      text += part
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        if (block.startsWith('event: next'))
          this.messages.push(JSON.parse(block.slice(block.indexOf('data: ') + 6)).data.boardEvents)
        if (block.startsWith('event: complete')) this.isComplete = true
      }
    }
  }

  get last(): Record<string, unknown> | undefined {
    return this.messages.at(-1)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#reading
  }
}
