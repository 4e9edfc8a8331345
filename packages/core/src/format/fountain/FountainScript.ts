import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import type { Element } from './Element.ts'

/** What a file had beside its elements; a part is absent where the file had the plain form. */
export interface SourceForm {
  /** A byte order mark at the start. */
  readonly bom?: true
  /** Line ends other than a line feed, the same in the whole file. */
  readonly eol?: '\r\n' | '\r'
  /** What stands before the title page: blank lines, notes, boneyards. */
  readonly lead?: string
  /** The title page as it was written. */
  readonly title?: string
  /** What follows the last element, or is all there is. Plain: one line feed. */
  readonly end?: string
}

/** Something a reader took as text although it looks like a mistake, or changed. `line` counts from 1. */
export interface FountainProblem {
  readonly code: 'unclosed-note' | 'unclosed-boneyard' | 'utf-16' | 'hidden-lead'
  readonly line: number
  readonly message: string
}

/** A Fountain file as values. */
export interface FountainScript {
  readonly titlePage: readonly TitleEntry[]
  readonly elements: readonly Element[]
  readonly form: SourceForm
  readonly problems: readonly FountainProblem[]
}
