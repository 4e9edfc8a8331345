import type { BlockId } from '../id/Id.ts'

/** One change of a text, in Yjs' delta form: offsets count UTF-16 units, an embedded object counts one. */
export type TextDelta = readonly {
  readonly insert?: unknown
  readonly delete?: number | undefined
  readonly retain?: number | undefined
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
}[]

/** What one transaction did to a script, after the index has followed it. */
export interface ScriptChange {
  /** Made here (typed, undone, upgraded) rather than received. */
  readonly local: boolean
  readonly origin: unknown
  /** Blocks whose text changed, with how. */
  readonly texts: ReadonlyMap<BlockId, TextDelta>
  /** Blocks with a changed register: kind, attributes, hidden, place; and new ones. */
  readonly blocks: ReadonlySet<BlockId>
  /** Something appeared, went or moved. */
  readonly reordered: boolean
}
