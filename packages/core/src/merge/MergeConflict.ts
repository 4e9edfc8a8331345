import type { Kept } from './MergeText.ts'

/** What both sides did to one thing. */
export type ConflictKind = 'text' | 'delete' | 'retype' | 'move' | 'attribute' | 'title'

/** Something both sides changed in different ways, what each had, and whose is in the result. Nothing else was lost. */
export interface MergeConflict {
  readonly what: ConflictKind
  /** The line in the merged script, from 0; null for the title page. */
  readonly line: number | null
  /** The heading the line stands under in the result; empty on the title page and before the first heading. */
  readonly scene: string
  /** The whole line as it is in the result. */
  readonly said: string
  /** The name of an attribute or of an entry of the title page. */
  readonly name: string | null
  /** The words, kind or value in each version; for a move the line it stands behind. Null: taken out, or nothing. */
  readonly base: string | null
  readonly ours: string | null
  readonly theirs: string | null
  readonly kept: Kept
}
