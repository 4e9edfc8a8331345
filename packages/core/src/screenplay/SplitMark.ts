import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import type { ScriptStretch } from './Reconcile.ts'
import { registersOf, textRegister } from './Registers.ts'
import { textOf } from './Run.ts'
import { runsOf } from './TextRegister.ts'

/** One character of a shared text, for ever. */
export interface CharacterId {
  readonly client: number
  readonly clock: number
}

/** Where a block was split off: the source, and the first and last character of the tail in the source's text. */
export interface SplitMark {
  readonly source: BlockId
  readonly first: CharacterId
  readonly last: CharacterId
}

const format = ({ client, clock }: CharacterId): string => `${client}:${clock}`

const formatSplitMark = (mark: SplitMark): string =>
  `${mark.source}|${format(mark.first)}|${format(mark.last)}`

export const parseSplitMark = (value: unknown): SplitMark | null => {
  const parts = typeof value === 'string' ? /^(.+)\|(\d+):(\d+)\|(\d+):(\d+)$/.exec(value) : null
  if (parts === null) return null
  return {
    source: parts[1] as BlockId,
    first: { client: Number(parts[2]), clock: Number(parts[3]) },
    last: { client: Number(parts[4]), clock: Number(parts[5]) },
  }
}

const characterAt = (text: Y.Text, offset: number): CharacterId | null =>
  Y.createRelativePositionFromTypeIndex(text, offset).item

/** The marks of the new blocks of a stretch that take over the tail of the block above them. */
export const splitMarks = (doc: Y.Doc, stretch: ScriptStretch): Map<BlockId, string> => {
  const marks = new Map<BlockId, string>()
  stretch.now.forEach((block, i) => {
    const above = stretch.now[i - 1]
    const tail = textOf(block.runs)
    if (above === undefined || tail === '' || !stretch.was.includes(above.id)) return
    const registers = registersOf(doc, above.id)
    const text = registers === undefined ? undefined : textRegister(registers)
    if (text === undefined || registersOf(doc, block.id) !== undefined) return
    const [before, head] = [textOf(runsOf(text)), textOf(above.runs)]
    if (head.length + tail.length > before.length) return
    if (!before.startsWith(head) || !before.endsWith(tail)) return
    const first = characterAt(text, before.length - tail.length)
    const last = characterAt(text, before.length - 1)
    if (first === null || last === null) return
    marks.set(block.id, formatSplitMark({ source: above.id, first, last }))
  })
  return marks
}
