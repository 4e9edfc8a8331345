import '../document/keepMarks.ts'
import type * as Y from 'yjs'
import {
  type Marks,
  objectCharacter,
  type Run,
  sameMarks,
  sameRuns,
  sliceRuns,
  textOf,
  tidyRuns,
} from './Run.ts'

/** Marks by name: every replica reads them in the same order. */
const sortedMarks = (marks: Marks): Marks => {
  const names = Object.keys(marks)
  return names.length < 2
    ? marks
    : Object.fromEntries(names.sort().map((name) => [name, marks[name]]))
}

/** The content of a Y.Text as runs. An embedded object counts as one character. */
export const runsOf = (text: Y.Text): Run[] => {
  const runs: Run[] = []
  for (const part of text.toDelta() as { insert: unknown; attributes?: Marks }[]) {
    runs.push({
      text: typeof part.insert === 'string' ? part.insert : objectCharacter,
      marks: sortedMarks(part.attributes ?? {}),
    })
  }
  return tidyRuns(runs)
}

/** True where an offset would cut a surrogate pair; Yjs turns a cut pair into U+FFFD, differently on each peer. */
export const cutsPair = (text: string, offset: number): boolean =>
  offset > 0 &&
  offset < text.length &&
  (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 &&
  (text.charCodeAt(offset) & 0xfc00) === 0xdc00

/** The nearest offset at or before this one, inside the text and between characters. */
export const safeOffset = (text: string, offset: number): number => {
  const inside = Math.min(Math.max(0, Math.trunc(offset)), text.length)
  return cutsPair(text, inside) ? inside - 1 : inside
}

/** How many units two texts share at the front and at the back, without cutting a surrogate pair or counting one twice. */
export const commonEnds = (before: string, after: string): { head: number; tail: number } => {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++
  while (cutsPair(before, head) || cutsPair(after, head)) head--
  let tail = 0
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++
  }
  while (cutsPair(before, before.length - tail) || cutsPair(after, after.length - tail)) tail--
  return { head, tail }
}

const formatting = (before: Marks, after: Marks): Record<string, unknown> => {
  const change: Record<string, unknown> = { ...after }
  for (const name of Object.keys(before)) if (!(name in after)) change[name] = null
  return change
}

/** Writes the marks of `after` over `before`, both of the same text, which starts at `offset`. */
const writeMarks = (text: Y.Text, offset: number, before: Run[], after: Run[]): void => {
  let at = 0
  for (const run of after) {
    for (const old of sliceRuns(before, at, at + run.text.length)) {
      if (!sameMarks(old.marks, run.marks)) {
        text.format(offset + at, old.text.length, formatting(old.marks, run.marks))
      }
      at += old.text.length
    }
  }
}

/** Makes a Y.Text read as `runs`, changing one stretch of text and the marks that differ. True when it wrote. */
export const writeRuns = (text: Y.Text, runs: readonly Run[]): boolean => {
  const before = runsOf(text)
  const after = tidyRuns(runs)
  if (sameRuns(before, after)) return false
  const [old, now] = [textOf(before), textOf(after)]
  const { head, tail } = commonEnds(old, now)
  if (old.length > head + tail) text.delete(head, old.length - head - tail)
  const plain = before.every((run) => Object.keys(run.marks).length === 0)
  let at = head
  for (const run of sliceRuns(after, head, now.length - tail)) {
    // Without attributes Yjs lets the text inherit its neighbour's marks.
    const bare = plain && at === head && Object.keys(run.marks).length === 0
    if (bare) text.insert(at, run.text)
    else text.insert(at, run.text, { ...run.marks })
    at += run.text.length
  }
  writeMarks(text, 0, sliceRuns(before, 0, head), sliceRuns(after, 0, head))
  const end = now.length - tail
  writeMarks(
    text,
    end,
    sliceRuns(before, old.length - tail, old.length),
    sliceRuns(after, end, now.length),
  )
  return true
}
