import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import type { Block } from './Block.ts'
import { isHeading } from './BlockKind.ts'
import type { DisplayIndex } from './DisplayIndex.ts'
import { numbered } from './NumberedScenes.ts'
import { kindRegister, placeRegister, registersOf } from './Registers.ts'
import { compareEntries, compareSegments } from './Segment.ts'
import type { SceneLock } from './SceneLock.ts'
import { visibleFrom } from './VisibleFrom.ts'

/** A scene that was removed after its number was locked. It stands between scenes, never within one. */
export interface OmittedScene {
  /** The block that was its heading. */
  readonly id: BlockId
  readonly number: string
  /** The heading it stands above; null: at the end of the script. */
  readonly before: BlockId | null
}

/** A heading with the number its block has of its own; null without one. */
export interface OwnNumber {
  readonly id: BlockId
  readonly own: string | null
}

/** The scenes of a script whose numbers are locked. */
export interface LockedScenes {
  /** The number of every scene, by its heading's block. */
  readonly numbers: ReadonlyMap<BlockId, string>
  /** In the order in which they stand. */
  readonly omitted: readonly OmittedScene[]
}

const isShownHeading = (doc: Y.Doc, index: DisplayIndex, id: BlockId): boolean => {
  const registers = index.has(id) ? registersOf(doc, id) : undefined
  return registers !== undefined && isHeading(kindRegister(registers))
}

/** The locked scenes that are no longer there, each above the first scene that begins behind its place. */
export const omittedScenes = (
  doc: Y.Doc,
  index: DisplayIndex,
  lock: SceneLock,
): readonly OmittedScene[] => {
  const gone = [...lock].flatMap(([id, number]) => {
    const registers = registersOf(doc, id)
    if (registers === undefined || isShownHeading(doc, index, id)) return []
    const place = placeRegister(registers)
    return [{ id, number, place, position: place.position, segment: index.segmentAt(place) }]
  })
  gone.sort((a, b) => compareSegments(a.segment, b.segment) || compareEntries(a, b))
  return gone.map(({ id, number, place }) => {
    let before: BlockId | null = null
    for (const behind of visibleFrom(index, id, place)) {
      if (!isShownHeading(doc, index, behind)) continue
      before = behind
      break
    }
    return { id, number, before }
  })
}

/**
 * Numbers of headings in order beside locked and omitted ones: what is locked stays; a number of its own stays where no other
 * scene has it; the others are named after what they stand behind.
 */
export const numbersBeside = (
  headings: readonly OwnNumber[],
  lock: SceneLock,
  omitted: readonly OmittedScene[],
): ReadonlyMap<BlockId, string> => {
  const taken = new Set(lock.values())
  const above = Map.groupBy(omitted, ({ before }) => before)
  const gone = (before: BlockId | null) =>
    (above.get(before) ?? []).map(({ number }) => ({ id: null, number }))
  const ownNumber = ({ id, own }: OwnNumber): string | null => {
    const locked = lock.get(id)
    if (locked !== undefined) return locked
    if (own === null || own === '' || taken.has(own)) return null
    taken.add(own)
    return own
  }
  const all: readonly { readonly id: BlockId | null; readonly number: string | null }[] = [
    ...headings.flatMap((heading) => [
      ...gone(heading.id),
      { id: heading.id, number: ownNumber(heading) },
    ]),
    ...gone(null),
  ]
  const numbers = numbered(all.map(({ number }) => number))
  return new Map(all.flatMap(({ id }, i) => (id === null ? [] : [[id, numbers[i]!] as const])))
}

/** The numbers of all scenes, and those that are omitted, from the registers alone. */
export const numberedScenes = (doc: Y.Doc, index: DisplayIndex, lock: SceneLock): LockedScenes => {
  const omitted = omittedScenes(doc, index, lock)
  const headings = index.order().flatMap((id): OwnNumber[] => {
    if (!isShownHeading(doc, index, id)) return []
    const own = registersOf(doc, id)?.get('number')
    return [{ id, own: typeof own === 'string' ? own : null }]
  })
  return { numbers: numbersBeside(headings, lock, omitted), omitted }
}

const omittedText = 'OMITTED'

/** The line that stands for an omitted scene where the script is printed or written into a file. */
export const omittedBlock = ({ id, number }: OmittedScene): Block => ({
  id: omittedId(id),
  kind: 'scene_heading',
  runs: [{ text: omittedText, marks: {} }],
  text: omittedText,
  attrs: { number },
})

const omittedEnd = '-omitted'

/** What names the line of an omitted scene among the blocks of a script. */
export const omittedId = (id: BlockId): BlockId => `${id}${omittedEnd}` as BlockId

/** The block an `omittedId` was made of; any other id is its own. */
export const blockOfOmitted = (id: BlockId): BlockId =>
  isOmittedId(id) ? (id.slice(0, -omittedEnd.length) as BlockId) : id

/** True for what `omittedId` makes: there is no such block in the document. */
export const isOmittedId = (id: string): boolean => id.endsWith(omittedEnd)
