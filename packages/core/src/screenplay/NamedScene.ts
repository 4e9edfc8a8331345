import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { type Block, readBlock } from './Block.ts'
import { isHeading } from './BlockKind.ts'
import { DisplayIndex } from './DisplayIndex.ts'
import { displayOrder } from './DisplayOrder.ts'
import { numberedScenes } from './LockedScenes.ts'
import { kindRegister, registersOf } from './Registers.ts'
import { readSceneLock } from './SceneLock.ts'

/** What became of the scene whose heading something outside of the script names. */
export type NamedScene =
  /** In the script. `number` is the one that is locked or that the script gives it, else its place among the scenes. */
  | { readonly state: 'shown'; readonly heading: string; readonly number: string }
  /** Taken out, or no scene heading any more; the last words of its heading are kept. */
  | { readonly state: 'removed'; readonly heading: string }
  /** The script has never had it, as far as this copy knows. */
  | { readonly state: 'unknown' }

const given = (number: unknown): string | null =>
  typeof number === 'string' && number !== '' ? number : null

/** Looks scenes of a script up by the id of their heading, as the script is now. */
export const namedScenes = (doc: Y.Doc): ((heading: string) => NamedScene) => {
  const places = new Map<string, number>()
  for (const id of displayOrder(doc)) {
    const registers = registersOf(doc, id)
    if (registers !== undefined && isHeading(kindRegister(registers)))
      places.set(id, places.size + 1)
  }
  const lock = readSceneLock(doc)
  const locked = lock === null ? null : numberedScenes(doc, new DisplayIndex(doc), lock).numbers
  const numberOf = ({ id, attrs }: Block, place: number): string =>
    locked?.get(id) ?? given(attrs['number']) ?? String(place)
  return (id) => {
    const block = readBlock(doc, id as BlockId)
    if (block === null) return { state: 'unknown' }
    const { text: heading } = block
    const place = places.get(id)
    return place === undefined
      ? { state: 'removed', heading }
      : { state: 'shown', heading, number: numberOf(block, place) }
  }
}
