import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { endShape, formatVersion, headerShape, lastShape, tableShape, type BackupHeader } from './format.ts'
import { BrokenFrame, framesOf, type Frame } from './frame.ts'

/** Why a file can't be restored; `kind` finds the sentence. */
export class UnusableBackup extends Error {
  override readonly name = 'UnusableBackup'
  constructor(
    readonly kind: 'unreadable' | 'notABackup' | 'broken' | 'newerFormat',
    cause?: unknown,
  ) {
    super(kind, { cause })
  }
}

/** What a reader of a backup is told, in the order of the file. */
export type Piece =
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly rows: number }

/** Reads the whole file and compares every sum: what passes here is as it was written. */
export async function verifyBackup(file: string): Promise<BackupHeader> {
  const { header, pieces } = await openBackup(file)
  for await (const _ of pieces);
  return header
}

/** The header, and then the tables piece by piece; a sum that does not fit ends the reading. */
export async function openBackup(file: string): Promise<{ header: BackupHeader; pieces: AsyncGenerator<Piece> }> {
  const frames = known(readFrames(file))
  const head = await frames.next()
  if (head.done === true || head.value.kind !== 'H') throw new UnusableBackup('notABackup')
  const header = parsed(headerShape, head.value, 'notABackup')
  if (header.version > formatVersion) throw new UnusableBackup('newerFormat')
  return { header, pieces: piecesOf(header, frames) }
}

async function* piecesOf(header: BackupHeader, frames: AsyncGenerator<Frame>): AsyncGenerator<Piece> {
  for (const { name } of header.tables) {
    const table = await next(frames, 'T')
    if (parsed(tableShape, table).name !== name) throw new UnusableBackup('broken')
    yield { kind: 'table', name }
    const hash = createHash('sha256')
    let piece = await next(frames, 'D', 'E')
    for (; piece.kind === 'D'; piece = await next(frames, 'D', 'E')) {
      hash.update(piece.payload)
      yield { kind: 'data', bytes: piece.payload }
    }
    const { rows, sha256 } = parsed(endShape, piece)
    if (sha256 !== hash.digest('hex')) throw new UnusableBackup('broken')
    yield { kind: 'end', rows }
  }
  const { tables } = parsed(lastShape, await next(frames, 'Z'))
  if (tables !== header.tables.length) throw new UnusableBackup('broken')
  if ((await frames.next()).done !== true) throw new UnusableBackup('broken')
}

async function next(frames: AsyncGenerator<Frame>, ...kinds: readonly Frame['kind'][]): Promise<Frame> {
  const found = await frames.next()
  if (found.done === true || !kinds.includes(found.value.kind)) throw new UnusableBackup('broken')
  return found.value
}

function parsed<T>(shape: z.ZodType<T>, { payload }: Frame, kind: UnusableBackup['kind'] = 'broken'): T {
  try {
    return shape.parse(JSON.parse(payload.toString('utf8')))
  } catch (error) {
    throw new UnusableBackup(kind, error)
  }
}

async function* readFrames(file: string): AsyncGenerator<Frame> {
  const bytes = createReadStream(file)
  const gunzip = createGunzip()
  bytes.once('error', (error) => gunzip.destroy(error))
  yield* framesOf(bytes.pipe(gunzip))
}

/** What can be wrong with a file, by what reading it threw. */
async function* known(frames: AsyncGenerator<Frame>): AsyncGenerator<Frame> {
  let isFirst = true
  try {
    for await (const one of frames) {
      yield one
      isFirst = false
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_') || error instanceof BrokenFrame)
      throw new UnusableBackup(isFirst ? 'notABackup' : 'broken', error)
    if (code.startsWith('E')) throw new UnusableBackup('unreadable', error)
    throw error
  }
}
