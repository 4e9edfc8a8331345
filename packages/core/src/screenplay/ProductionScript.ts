import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { type Block, readBlock, readScript } from './Block.ts'
import { DisplayIndex } from './DisplayIndex.ts'
import { numberedScenes, omittedBlock, type OmittedScene } from './LockedScenes.ts'
import { readSceneLock } from './SceneLock.ts'

/**
 * The script as it is printed and written into files: as it reads, and where scene numbers are locked every scene with its
 * number and a line `OMITTED` for each that was removed.
 */
export const readProductionScript = (doc: Y.Doc): readonly Block[] => {
  const lock = readSceneLock(doc)
  if (lock === null) return readScript(doc)
  const index = new DisplayIndex(doc)
  const { numbers, omitted } = numberedScenes(doc, index, lock)
  const blocks = index.order().flatMap((id) => readBlock(doc, id) ?? [])
  return withOmitted(
    blocks.map((block) => {
      const number = numbers.get(block.id)
      return number === undefined ? block : { ...block, attrs: { ...block.attrs, number } }
    }),
    omitted,
    omittedBlock,
  )
}

/** Blocks with the lines of omitted scenes at their places; the very same where none is. */
export const withOmitted = (
  blocks: readonly Block[],
  omitted: readonly OmittedScene[],
  line: (scene: OmittedScene) => Block,
): readonly Block[] => {
  if (omitted.length === 0) return blocks
  const above = Map.groupBy(omitted, ({ before }): BlockId | null => before)
  const lines = (before: BlockId | null) => (above.get(before) ?? []).map(line)
  return [...blocks.flatMap((block) => [...lines(block.id), block]), ...lines(null)]
}
