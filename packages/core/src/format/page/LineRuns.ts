import { type Run, sliceRuns, tidyRuns } from '../../screenplay/Run.ts'
import type { PrintBlock } from './PrintBlock.ts'
import type { TextLine } from './WrapText.ts'

/** A line with its marks, as it is printed: in capitals where its element asks for them. */
export const lineRuns = (print: PrintBlock, { from, to }: TextLine): Run[] => {
  const { block, hidden, shape } = print
  const runs: Run[] = []
  let blockAt = 0
  let printAt = 0
  for (const gap of [...hidden, { from: block.text.length, to: block.text.length }]) {
    const length = gap.from - blockAt
    const start = Math.max(from, printAt)
    const end = Math.min(to, printAt + length)
    if (start < end)
      runs.push(...sliceRuns(block.runs, blockAt + start - printAt, blockAt + end - printAt))
    printAt += length
    blockAt = gap.to
  }
  const added = print.text.slice(Math.max(from, printAt), to)
  const line = added === '' ? runs : [...runs, { text: added, marks: {} }]
  return tidyRuns(
    shape.capitals ? line.map(({ text, marks }) => ({ text: text.toUpperCase(), marks })) : line,
  )
}
