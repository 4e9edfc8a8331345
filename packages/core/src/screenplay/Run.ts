import { equalityDeep } from 'lib0/function'

/** The marks this version draws. Others are kept with their value. */
export const knownMarks = ['bold', 'italic', 'underline', 'strikeout'] as const
export type KnownMark = (typeof knownMarks)[number]

/** Mark name → value; a known mark's value is `true`. Values are JSON. */
export type Marks = Readonly<Record<string, unknown>>

/** A stretch of text with the same marks. Offsets count UTF-16 units. */
export interface Run {
  readonly text: string
  readonly marks: Marks
}

/** Stands for an embedded object of a newer version, which takes one unit of text. */
export const objectCharacter = '\uFFFC'

export const sameMarks = (left: Marks, right: Marks): boolean => equalityDeep(left, right)

/** The same runs without empty ones and with equal neighbours joined. Lone surrogates become U+FFFD. */
export const tidyRuns = (runs: readonly Run[]): Run[] => {
  const tidy: Run[] = []
  for (const run of runs) {
    const last = tidy.at(-1)
    if (run.text === '') continue
    if (last !== undefined && sameMarks(last.marks, run.marks)) {
      tidy[tidy.length - 1] = { text: last.text + run.text, marks: last.marks }
    } else tidy.push(run)
  }
  return tidy.map((run) =>
    run.text.isWellFormed() ? run : { text: run.text.toWellFormed(), marks: run.marks },
  )
}

export const sameRuns = (left: readonly Run[], right: readonly Run[]): boolean =>
  left.length === right.length &&
  left.every((run, i) => {
    const other = right[i]
    return other !== undefined && run.text === other.text && sameMarks(run.marks, other.marks)
  })

export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** Text as runs: a plain string is one run without marks. */
export const toRuns = (text: string | readonly Run[]): Run[] =>
  tidyRuns(typeof text === 'string' ? [{ text, marks: {} }] : text)

/** The part of the runs from one offset to another. */
export const sliceRuns = (runs: readonly Run[], from: number, to: number): Run[] => {
  const part: Run[] = []
  let at = 0
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (text !== '') part.push({ text, marks: run.marks })
    at += run.text.length
  }
  return part
}
