import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import type { ScriptWindow } from './Reconcile.ts'
import { registersOf, textRegister } from './Registers.ts'
import { textOf } from './Run.ts'
import { runsOf } from './TextRegister.ts'

/** Where a block was split off: the source, and the first character of the tail in the source's text. */
export interface SplitMark {
  readonly source: BlockId
  readonly client: number
  readonly clock: number
}

export const formatSplitMark = (mark: SplitMark): string =>
  `${mark.source}|${mark.client}:${mark.clock}`

export const parseSplitMark = (value: unknown): SplitMark | null => {
  const parts = typeof value === 'string' ? /^(.+)\|(\d+):(\d+)$/.exec(value) : null
  if (parts === null) return null
  return { source: parts[1] as BlockId, client: Number(parts[2]), clock: Number(parts[3]) }
}

/** The marks of the new blocks of a window that take over the tail of the block above them. */
export const splitMarks = (doc: Y.Doc, window: ScriptWindow): Map<BlockId, string> => {
  const marks = new Map<BlockId, string>()
  window.now.forEach((block, i) => {
    const above = window.now[i - 1]
    const tail = textOf(block.runs)
    if (above === undefined || tail === '' || !window.was.includes(above.id)) return
    const registers = registersOf(doc, above.id)
    const text = registers === undefined ? undefined : textRegister(registers)
    if (text === undefined || registersOf(doc, block.id) !== undefined) return
    const [before, head] = [textOf(runsOf(text)), textOf(above.runs)]
    if (head.length + tail.length > before.length) return
    if (!before.startsWith(head) || !before.endsWith(tail)) return
    const { item } = Y.createRelativePositionFromTypeIndex(text, before.length - tail.length)
    if (item === null) return
    marks.set(
      block.id,
      formatSplitMark({ source: above.id, client: item.client, clock: item.clock }),
    )
  })
  return marks
}
