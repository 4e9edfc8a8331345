import { Result } from 'effect'
import type { BlockDraft, FlatBlock } from '../../screenplay/Block.ts'
import { toRuns } from '../../screenplay/Run.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import type { Element } from './Element.ts'
import type { FountainError } from './FountainError.ts'
import type { FountainProblem, SourceForm } from './FountainScript.ts'
import { readScript } from './Reader.ts'
import { checkText, decodeSource, type SourceText } from './SourceText.ts'
import { toMarks, toStyles } from './Styles.ts'
import { writeScript } from './Writer.ts'

/** A Fountain file as the blocks of a script. */
export interface Fountain {
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly BlockDraft[]
  /** The byte form of the file beside its blocks: line ends, byte order mark, end. */
  readonly form: SourceForm
  readonly problems: readonly FountainProblem[]
}

/** Reads a Fountain 1.1 text. Only a text over the limit, or with NUL characters, is refused. */
export const readFountain = (text: string): Result.Result<Fountain, FountainError> =>
  Result.map(checkText(text), (checked) => fountainOf({ text: checked, utf16: false }))

/** Reads a Fountain file: UTF-8, or UTF-16 with a byte order mark, which is written back as UTF-8. */
export const readFountainBytes = (bytes: Uint8Array): Result.Result<Fountain, FountainError> =>
  Result.map(decodeSource(bytes), fountainOf)

const fountainOf = ({ text, utf16 }: SourceText): Fountain => {
  const { titlePage, elements, form, problems } = readScript(text)
  const blocks = elements.map(({ kind, runs, attrs }) => ({ kind, text: toMarks(runs), attrs }))
  return { titlePage, blocks, form, problems: utf16 ? [wasUtf16, ...problems] : problems }
}

const wasUtf16: FountainProblem = {
  code: 'utf-16',
  line: 1,
  message: 'The file is UTF-16. It is read in full; an export is UTF-8.',
}

/** Writes blocks as Fountain 1.1. What `readFountain` gave comes out as the same text. */
export const writeFountain = (fountain: Omit<Fountain, 'problems'>): string =>
  writeScript({
    titlePage: fountain.titlePage,
    elements: fountain.blocks.map(({ kind, text, attrs }) =>
      toElement({ kind, runs: toRuns(text), attrs: attrs ?? {} }),
    ),
    form: fountain.form,
  })

/** A block as Fountain sees it. */
export const toElement = ({ kind, runs, attrs }: Omit<FlatBlock, 'id'>): Element => ({
  kind,
  runs: toStyles(runs),
  attrs,
})
