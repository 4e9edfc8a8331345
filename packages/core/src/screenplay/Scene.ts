import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { type Block, readScript } from './Block.ts'
import { isHeading } from './BlockKind.ts'

/** A run from one scene heading to the next: derived, never stored. */
export interface Scene {
  /** The heading's block id; null for what stands before the first heading. */
  readonly id: BlockId | null
  /** The heading's text; empty without a heading. */
  readonly heading: string
  /** Every block of the scene, its heading first. */
  readonly blocks: readonly Block[]
}

export const scenesOf = (blocks: readonly Block[]): Scene[] => {
  const runs: Block[][] = []
  for (const block of blocks) {
    const run = runs.at(-1)
    if (run === undefined || isHeading(block.kind)) runs.push([block])
    else run.push(block)
  }
  return runs.map((run) => {
    const first = run[0]
    return first !== undefined && isHeading(first.kind)
      ? { id: first.id, heading: first.text, blocks: run }
      : { id: null, heading: '', blocks: run }
  })
}

/** The scenes of a script, in order. */
export const readScenes = (doc: Y.Doc): Scene[] => scenesOf(readScript(doc))
