import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { blockText } from '../screenplay/BlockText.ts'
import { safeRange } from '../screenplay/EditText.ts'
import { textOf } from '../screenplay/Run.ts'
import type { CharacterId } from '../screenplay/SplitMark.ts'
import { runsOf } from '../screenplay/TextRegister.ts'
import { maxAboutLength } from './Limits.ts'

/** A stretch of a block's text as Yjs' relative positions: its first and its last character, for ever. */
export interface Anchor {
  readonly block: BlockId
  readonly first: CharacterId
  readonly last: CharacterId
  /** Which of the places in the block that had the same words it was, counted from 0, and of how many. */
  readonly nth: number
  readonly of: number
}

/** A stretch by offsets in UTF-16 units. Both ends alike: nothing of it is left, and this is where it stood. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The words of a stretch, as far as they are kept. */
export const aboutOf = (words: string, { from, to }: Stretch): string =>
  words.slice(from, to).slice(0, maxAboutLength).toWellFormed()

/** Where some words stand in a text; places do not overlap. */
export const occurrences = (words: string, about: string): number[] => {
  const found: number[] = []
  if (about === '') return found
  for (let at = words.indexOf(about); at >= 0; at = words.indexOf(about, at + about.length)) {
    found.push(at)
  }
  return found
}

/** Holds on to a stretch of a block's text, whole characters only; null where there is no text. */
export const anchorOf = (doc: Y.Doc, block: BlockId, from: number, to: number): Anchor | null => {
  const text = blockText(doc, block)
  if (text === null) return null
  const [start, end] = safeRange(text, from, to)
  if (end <= start) return null
  const first = Y.createRelativePositionFromTypeIndex(text, start).item
  const last = Y.createRelativePositionFromTypeIndex(text, end, -1).item
  if (first === null || last === null) return null
  const words = textOf(runsOf(text))
  const alike = occurrences(words, aboutOf(words, { from: start, to: end }))
  const nth = alike.findLastIndex((at) => at <= start)
  return { block, first, last, nth: Math.max(0, nth), of: alike.length }
}

const formatCharacter = ({ client, clock }: CharacterId): string => `${client}:${clock}`

export const formatAnchor = ({ block, first, last, nth, of }: Anchor): string =>
  `${block}|${formatCharacter(first)}|${formatCharacter(last)}|${nth}/${of}`

const shape = /^(.{1,64})\|(\d{1,15}):(\d{1,15})\|(\d{1,15}):(\d{1,15})\|(\d{1,7})\/(\d{1,7})$/

/** The register of an anchor; null for anything else. */
export const parseAnchor = (value: unknown): Anchor | null => {
  const parts = typeof value === 'string' ? shape.exec(value) : null
  if (parts === null) return null
  return {
    block: parts[1] as BlockId,
    first: { client: Number(parts[2]), clock: Number(parts[3]) },
    last: { client: Number(parts[4]), clock: Number(parts[5]) },
    nth: Number(parts[6]),
    of: Number(parts[7]),
  }
}

/**
 * Undone deletions are not followed: what Yjs knows of them it knows on one replica only, and comments would stand in
 * different places for different writers.
 */
const offsetOf = (text: Y.Text, { client, clock }: CharacterId, assoc: number): number | null => {
  if (text.doc === null) return null
  const relative = new Y.RelativePosition(null, null, Y.createID(client, clock), assoc)
  const absolute = Y.createAbsolutePositionFromRelativePosition(relative, text.doc, false)
  return absolute === null || absolute.type !== text ? null : absolute.index
}

/** Where an anchor's characters stand in its block's text; null when this document never had them. */
export const stretchOf = (text: Y.Text, { first, last }: Anchor): Stretch | null => {
  const from = offsetOf(text, first, 0)
  const to = offsetOf(text, last, -1)
  return from === null || to === null ? null : { from, to: Math.max(from, to) }
}
