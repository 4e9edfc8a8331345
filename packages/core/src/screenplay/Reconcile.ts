import * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import type { FlatBlock } from './Block.ts'
import { bornHidden, fingerprintOf } from './Fingerprint.ts'
import { type NewPlace, newPlace } from './NewPlace.ts'
import { formatPlace, type Place } from './Place.ts'
import { keepPlaces, type Placed } from './Placement.ts'
import {
  type BlockRegisters,
  birthsMap,
  blocksMap,
  isAttribute,
  isHidden,
  kindRegister,
  placeRegister,
  registersOf,
  scalarsOf,
  textRegister,
} from './Registers.ts'
import type { Run } from './Run.ts'
import type { Script } from './Script.ts'
import { splitMarks } from './SplitMark.ts'
import { writeRuns } from './TextRegister.ts'

/** A stretch of the visible script and what it is to become. Blocks outside of it stay as they are. */
export interface ScriptStretch {
  /** The visible blocks around the stretch; null at an end of the script. */
  readonly previous: BlockId | null
  readonly next: BlockId | null
  /** The blocks of the stretch now, in order. */
  readonly was: readonly BlockId[]
  /** The blocks it is to hold, in order; ids may be new, moved here from elsewhere, or of hidden blocks. */
  readonly now: readonly FlatBlock[]
}

const placedAt = (script: Script, id: BlockId): Placed => {
  const registers = registersOf(script.doc, id)
  return { id, place: registers === undefined ? null : placeRegister(registers) }
}

/** The new place of each block of `now` that cannot keep its own. */
const planPlaces = (script: Script, stretch: ScriptStretch): Map<number, NewPlace> => {
  const placed = stretch.now.map((block) => placedAt(script, block.id))
  const previous = stretch.previous === null ? null : placedAt(script, stretch.previous)
  const next = stretch.next === null ? null : placedAt(script, stretch.next)
  const kept = keepPlaces(script.index, placed, previous, next)
  const rights: (Place | null)[] = []
  let right = next?.place ?? null
  for (let i = placed.length - 1; i >= 0; i--) {
    rights[i] = right
    if (kept.has(i)) right = placed[i]?.place ?? null
  }
  const plan = new Map<number, NewPlace>()
  let left = previous?.place ?? null
  placed.forEach((block, i) => {
    if (kept.has(i)) {
      left = block.place
      return
    }
    const made = newPlace(script, left, rights[i] ?? null)
    plan.set(i, made)
    left = made.place
  })
  return plan
}

/** Creates what undo must never take away: new blocks, hidden and empty, and the births of new spaces. */
const scaffold = (script: Script, stretch: ScriptStretch, plan: Map<number, NewPlace>): void => {
  const fresh = [...plan].filter(
    ([i, made]) => made.birth !== null || !blocksMap(script.doc).has(stretch.now[i]?.id ?? ''),
  )
  if (fresh.length === 0) return
  const marks = splitMarks(script.doc, stretch)
  edit(script.doc, origins.scaffold, () => {
    for (const [i, { place, birth }] of fresh) {
      if (birth !== null) birthsMap(script.doc).set(birth.space, birth.order)
      const block = stretch.now[i]
      if (block === undefined || blocksMap(script.doc).has(block.id)) continue
      const registers = new Y.Map<unknown>()
      registers.set('k', block.kind)
      registers.set('a0', formatPlace(place))
      registers.set('t', new Y.Text())
      registers.set('x', bornHidden)
      const mark = marks.get(block.id)
      if (mark !== undefined) registers.set('s', mark)
      blocksMap(script.doc).set(block.id, registers)
    }
  })
}

/** Makes a text read as given. */
export type WriteText = (text: Y.Text, runs: readonly Run[]) => unknown

/** Writes the registers of a block that differ from what it is to be, and no others. */
export const writeBlock = (
  registers: BlockRegisters,
  block: Omit<FlatBlock, 'id'>,
  writeText: WriteText = writeRuns,
): void => {
  if (isHidden(registers)) registers.set('x', 0)
  if (kindRegister(registers) !== block.kind) registers.set('k', block.kind)
  const attrs = scalarsOf(registers)
  for (const [name, value] of Object.entries(block.attrs)) {
    if (isAttribute(name) && attrs[name] !== value) registers.set(name, value)
  }
  for (const name of Object.keys(attrs)) if (!(name in block.attrs)) registers.delete(name)
  const text = textRegister(registers)
  if (text !== undefined) writeText(text, block.runs)
}

/** Hides a block; its text stays, and what others still write in it can be found and restored. */
export const hide = (registers: BlockRegisters): void => {
  if (!isHidden(registers)) registers.set('x', fingerprintOf(textRegister(registers)))
}

/**
 * Makes a stretch of the script read as given, with as few register writes as possible: new blocks are created, those
 * no longer there hidden, texts changed in place, and blocks that are out of order placed anew. One undo step, in which
 * `also` is done too.
 */
export const reconcile = (
  script: Script,
  stretch: ScriptStretch,
  { writeText, also }: { readonly writeText?: WriteText; readonly also?: () => void } = {},
): void => {
  const plan = planPlaces(script, stretch)
  scaffold(script, stretch, plan)
  edit(script.doc, origins.edit, () => {
    const now = new Set(stretch.now.map((block) => block.id))
    for (const id of stretch.was) {
      const registers = now.has(id) ? undefined : registersOf(script.doc, id)
      if (registers !== undefined) hide(registers)
    }
    stretch.now.forEach((block, i) => {
      const registers = registersOf(script.doc, block.id)
      if (registers === undefined) return
      writeBlock(registers, block, writeText)
      const made = plan.get(i)
      const place = made === undefined ? undefined : formatPlace(made.place)
      if (place !== undefined && formatPlace(placeRegister(registers)) !== place) {
        registers.set('a', place)
      }
    })
    also?.()
  })
}
