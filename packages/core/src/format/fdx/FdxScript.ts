import type { BlockDraft } from '../../screenplay/Block.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'

/** What a Final Draft file has around its paragraphs. */
export interface FdxForm {
  /** Everything up to and with the start tag of the script's `<Content>`. */
  readonly head: string
  /** Everything after its last paragraph. */
  readonly tail: string
  /** The title page as it was read: while the script's is the same, the file's own stays. */
  readonly title: readonly TitleEntry[]
}

/** Something the reader took in a way its writer may not expect. */
export interface FdxProblem {
  readonly code: 'unknown-type' | 'odd-dual'
  readonly message: string
}

/** A Final Draft file as values. `form` is null for a script that came from elsewhere. */
export interface FdxScript {
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly BlockDraft[]
  readonly form: FdxForm | null
  readonly problems: readonly FdxProblem[]
}

/**
 * Attributes by which a block remembers its paragraph: `fdx` the paragraph's source, `fdxGap` what stood before it,
 * `fdxOpen` and `fdxClose` the element around a pair of speeches, on its first cue.
 */
export const fdxAttrs = {
  source: 'fdx',
  gap: 'fdxGap',
  open: 'fdxOpen',
  close: 'fdxClose',
} as const

/** What stands before a paragraph when nothing else is remembered. */
export const plainGap = '\n    '
