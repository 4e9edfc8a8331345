import type * as Y from 'yjs'
import { type Run, sliceRuns, textOf, tidyRuns } from '../screenplay/Run.ts'
import { runsOf, writeRuns } from '../screenplay/TextRegister.ts'
import { hunksOf } from './Hunks.ts'
import { wordsOf } from './Words.ts'

/** Makes a text read as `runs` and writes only the words that differ, so that what others write between them stays. */
export const writeWords = (text: Y.Text, runs: readonly Run[]): void => {
  const before = runsOf(text)
  const [old, now] = [textOf(before), textOf(runs)]
  const [was, is] = [wordsOf(old), wordsOf(now)]
  const [wasAt, isAt] = [offsetsOf(was), offsetsOf(is)]
  for (const { from, sideFrom } of hunksOf(was, is).toReversed())
    writeRuns(
      text,
      tidyRuns([
        ...sliceRuns(before, 0, wasAt[from]!),
        ...sliceRuns(runs, isAt[sideFrom]!, now.length),
      ]),
    )
  writeRuns(text, runs)
}

/** Where each word begins, in UTF-16 units, and where the last ends. */
const offsetsOf = (words: readonly string[]): number[] => {
  const offsets = [0]
  for (const { length } of words) offsets.push(offsets.at(-1)! + length)
  return offsets
}
