import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { nowhere, parsePlace, type Place } from './Place.ts'

/** A further register of a block: a scene number, a section's depth, whatever a newer version adds. */
export type Scalar = string | number | boolean | null
export type Scalars = Readonly<Record<string, Scalar>>

/** The registers of one block: `k` kind, `a` place, `a0` birth place, `t` text, `x` hidden, `s` split from, scalars. */
export type BlockRegisters = Y.Map<unknown>

export const blocksMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('b')
/** Segment id → order key: where a segment was moved to. */
export const segmentsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('segs')
/** Segment id → order key: where it was born. Never changed once written. */
export const birthsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('segs0')

export const registersOf = (doc: Y.Doc, id: string): BlockRegisters | undefined => {
  const registers = blocksMap(doc).get(id)
  return registers instanceof Y.Map ? registers : undefined
}

// Reading is total: undo can leave a key undefined after concurrent writes, so each has a fallback.

export const kindRegister = (registers: BlockRegisters): string => {
  const kind = registers.get('k')
  return typeof kind === 'string' && kind !== '' ? kind : 'action'
}

export const placeRegister = (registers: BlockRegisters): Place =>
  parsePlace(registers.get('a')) ?? parsePlace(registers.get('a0')) ?? nowhere

export const textRegister = (registers: BlockRegisters): Y.Text | undefined => {
  const text = registers.get('t')
  return text instanceof Y.Text ? text : undefined
}

export const isHidden = (registers: BlockRegisters): boolean => Boolean(registers.get('x'))

const reserved = new Set(['k', 'a', 'a0', 't', 'x', 's'])

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** True for a register that a block's `attrs` may name. */
export const isAttribute = (name: string): boolean => !reserved.has(name)

/** The further registers, by name: every replica reads them in the same order. */
export const scalarsOf = (registers: BlockRegisters): Scalars => {
  const scalars: Record<string, Scalar> = {}
  for (const name of [...registers.keys()].filter(isAttribute).sort()) {
    const value: unknown = registers.get(name)
    if (isScalar(value)) scalars[name] = value
  }
  return scalars
}

/** The order key of a segment; undefined when there is no such segment. */
export const orderRegister = (doc: Y.Doc, segment: string): string | undefined => {
  const moved = segmentsMap(doc).get(segment)
  if (typeof moved === 'string') return moved
  const born = birthsMap(doc).get(segment)
  return typeof born === 'string' ? born : undefined
}

export type VisibleBlock = readonly [BlockId, BlockRegisters]

/** Every block that is not hidden, in no order. */
export const visibleBlocks = (doc: Y.Doc): VisibleBlock[] => {
  const found: VisibleBlock[] = []
  for (const [id, registers] of blocksMap(doc).entries()) {
    if (registers instanceof Y.Map && !isHidden(registers)) found.push([id as BlockId, registers])
  }
  return found
}
