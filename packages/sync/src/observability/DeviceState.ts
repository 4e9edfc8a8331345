import { makeCell } from '../client/Cell.ts'
import type { Readable, SyncState } from '../client/Client.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'

/** How this device keeps what is written. */
export interface DeviceState {
  /** The documents with changes that are in memory only, on their way to disk. */
  readonly writing: ReadonlySet<string>
  /**
   * Those among them that the device refused to save, with the project each belongs to: they are gone with this window
   * unless there is room first.
   */
  readonly refused: ReadonlyMap<string, string>
  /** What the platform said about the last refusal; null while nothing is refused. */
  readonly error: DeviceCannotSave | null
}

interface Sources {
  readonly states: {
    get(document: string): Readable<SyncState>
    listen(listener: (document: string) => void): () => void
  }
  readonly projectOf: (document: string) => string | undefined
}

interface Names {
  readonly size: number
  keys(): Iterable<string>
  has(name: string): boolean
}

const sameNames = (a: Names, b: Names): boolean =>
  a.size === b.size && [...a.keys()].every((name) => b.has(name))

const sameDevice = (a: DeviceState, b: DeviceState): boolean =>
  a.error === b.error && sameNames(a.writing, b.writing) && sameNames(a.refused, b.refused)

/** Follows what is on disk and what is not: `wrote` is told whenever that changed for a document. */
export const followDevice = ({ states, projectOf }: Sources) => {
  const nothing: DeviceState = { writing: new Set(), refused: new Map(), error: null }
  const device = makeCell(nothing, sameDevice)
  const refusals = new Map<string, DeviceCannotSave>()
  const writing = new Set<string>()
  const look = (): void => {
    const refused = [...refusals.keys()].map(
      (document) => [document, projectOf(document) ?? document] as const,
    )
    const error = [...refusals.values()].at(-1) ?? null
    device.set({ writing: new Set(writing), refused: new Map(refused), error })
  }
  states.listen((document) => {
    const { error } = states.get(document).get()
    if (error?._tag === 'DeviceCannotSave') {
      if (refusals.get(document) === error) return
      refusals.set(document, error)
    } else if (!refusals.delete(document)) return
    look()
  })
  const wrote = (document: string, all: boolean): void => {
    if (writing.has(document) !== all) return
    if (all) writing.delete(document)
    else writing.add(document)
    look()
  }
  return { device, wrote }
}
