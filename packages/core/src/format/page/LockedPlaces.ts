import * as Y from 'yjs'
import type { BlockId } from '../../id/Id.ts'
import { DisplayIndex } from '../../screenplay/DisplayIndex.ts'
import { omittedId, type OmittedScene, omittedScenes } from '../../screenplay/LockedScenes.ts'
import { longestRun } from '../../screenplay/LongestRun.ts'
import { type LockedPage, readPageLock } from '../../screenplay/PageLock.ts'
import { placeRegister, registersOf, textRegister } from '../../screenplay/Registers.ts'
import { readSceneLock } from '../../screenplay/SceneLock.ts'
import { compareEntries, compareSegments, type Segment } from '../../screenplay/Segment.ts'
import { visibleFrom } from '../../screenplay/VisibleFrom.ts'
import { type LockedStart, type LockedStarts, noLockedStarts } from './LockedStart.ts'
import { type ProfileName, profileNames } from './PageProfile.ts'

/** The profile pages were locked by, and where they begin now. */
export interface LockedPlaces {
  /** Null while pages are not locked. */
  readonly profile: ProfileName | null
  readonly starts: LockedStarts
}

const unlocked: LockedPlaces = { profile: null, starts: noLockedStarts }

/** The profile by which the pages of a script are locked; null where they are not, or by one this version does not know. */
export const lockedProfile = (doc: Y.Doc): ProfileName | null => {
  const lock = readPageLock(doc)
  return profileNames.find((name) => name === lock?.profile) ?? null
}

interface Spot {
  readonly id: BlockId
  readonly segment: Segment
  readonly position: string
  /** Offset in the block's text. */
  readonly at: number
}

const follows = (above: Spot, below: Spot): boolean => {
  const order = compareSegments(above.segment, below.segment) || compareEntries(above, below)
  return order < 0 || (order === 0 && above.at <= below.at)
}

/**
 * Where the locked pages of a script begin now. The first begins the script. One whose beginning was removed begins with what
 * follows its place; one whose beginning was moved out of the order of the others is a page no more. `known`: the open script's
 * index, where it is open.
 */
export const readLockedStarts = (doc: Y.Doc, known?: DisplayIndex): LockedPlaces => {
  const profile = lockedProfile(doc)
  const lock = readPageLock(doc)
  if (profile === null || lock === null) return unlocked
  const index = known ?? new DisplayIndex(doc)
  const spots = lock.pages.map((page) => spotOf(doc, index, page))
  const kept = longestRun(spots, follows)
  const scenes = readSceneLock(doc)
  const omitted = scenes === null ? [] : omittedScenes(doc, index, scenes)
  const first = index.first()
  const starts = new Map<BlockId, readonly LockedStart[]>()
  lock.pages.forEach(({ number }, i) => {
    const spot = spots[i] ?? null
    if (i > 0 && (spot === null || !kept.has(i))) return
    const place =
      i === 0
        ? beginning(first, omitted[0])
        : spot === null
          ? null
          : shown(doc, index, spot, omitted)
    if (place === null) return
    const { id, at } = place
    starts.set(id, [...(starts.get(id) ?? []), { number, at }])
  })
  return { profile, starts }
}

const spotOf = (doc: Y.Doc, index: DisplayIndex, { block, at }: LockedPage): Spot | null => {
  const place = placeOf(doc, index, block)
  const registers = registersOf(doc, block)
  if (place === null || registers === undefined) return null
  const text = textRegister(registers)
  const found =
    at === null || text === undefined
      ? null
      : Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(at), doc)
  const offset = found !== null && found.type === text ? found.index : 0
  return { ...place, at: offset }
}

interface Begin {
  readonly id: BlockId
  readonly at: number
}

const beginning = (first: BlockId | null, omitted: OmittedScene | undefined): Begin | null => {
  if (omitted !== undefined && omitted.before === first) return { id: omittedId(omitted.id), at: 0 }
  return first === null ? null : { id: first, at: 0 }
}

/** What of the script stands where a page began: the block, what follows its place, or the line of a scene omitted there. */
const shown = (
  doc: Y.Doc,
  index: DisplayIndex,
  spot: Spot,
  omitted: readonly OmittedScene[],
): Begin | null => {
  const { id, at, segment, position } = spot
  if (index.has(id)) return { id, at }
  const [next] = visibleFrom(index, id, { space: segment.space, position })
  const line = omitted.find((scene) => {
    const place = scene.before === (next ?? null) ? placeOf(doc, index, scene.id) : null
    return place !== null && follows({ ...spot, at: 0 }, { ...place, at: 0 })
  })
  if (line !== undefined) return { id: omittedId(line.id), at: 0 }
  return next === undefined ? null : { id: next, at: 0 }
}

const placeOf = (doc: Y.Doc, index: DisplayIndex, id: BlockId): Omit<Spot, 'at'> | null => {
  const registers = registersOf(doc, id)
  if (registers === undefined) return null
  const place = placeRegister(registers)
  return { id, segment: index.segmentAt(place), position: place.position }
}
