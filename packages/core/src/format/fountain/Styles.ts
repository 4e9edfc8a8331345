import type { Marks, Run as MarkedRun } from '../../screenplay/Run.ts'
import { bold, italic, joinRuns, type Run, underline } from './Run.ts'

const names = [
  ['bold', bold],
  ['italic', italic],
  ['underline', underline],
] as const

const marksOf = (style: number): Marks =>
  Object.fromEntries(names.flatMap(([name, bit]) => ((style & bit) === 0 ? [] : [[name, true]])))

const styleOf = (marks: Marks): number =>
  names.reduce((style, [name, bit]) => (marks[name] === true ? style | bit : style), 0)

/** Fountain's styles as a script's marks. */
export const toMarks = (runs: readonly Run[]): MarkedRun[] =>
  runs.map(({ text, style }) => ({ text, marks: marksOf(style) }))

/** A script's marks as Fountain's styles; marks Fountain has no sign for are left out. */
export const toStyles = (runs: readonly MarkedRun[]): Run[] =>
  joinRuns(runs.map(({ text, marks }) => ({ text, style: styleOf(marks) })))
