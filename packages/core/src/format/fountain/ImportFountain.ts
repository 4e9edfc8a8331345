import { Result } from 'effect'
import type * as Y from 'yjs'
import { createDocument } from '../../document/CreateDocument.ts'
import { edit } from '../../document/Edit.ts'
import { kindOf } from '../../document/Meta.ts'
import { origins } from '../../document/Origin.ts'
import type { Ids } from '../../id/Ids.ts'
import { createScript } from '../../screenplay/CreateScript.ts'
import { setTitlePage } from '../../screenplay/TitlePage.ts'
import { writeForm } from './FormMap.ts'
import { type Fountain, readFountain, readFountainBytes } from './Fountain.ts'
import type { FountainError } from './FountainError.ts'
import type { FountainProblem } from './FountainScript.ts'
import { titleLine } from './TitlePage.ts'

/** A Fountain file ready to become a screenplay document. */
export interface FountainImport {
  /** The title page's title without emphasis, on one line; the fallback when there is none. */
  readonly title: string
  readonly problems: readonly FountainProblem[]
  /** Writes title page and script into a document that has none; an empty one becomes a screenplay. */
  write(doc: Y.Doc): void
}

/** Reads a Fountain text or file for import. */
export const importFountain = (
  source: string | Uint8Array,
  ids: Ids,
  fallbackTitle = 'Untitled',
): Result.Result<FountainImport, FountainError> =>
  Result.map(
    typeof source === 'string' ? readFountain(source) : readFountainBytes(source),
    (fountain) => ({
      title: titleLine(fountain.titlePage) || fallbackTitle,
      problems: fountain.problems,
      write: (doc) => write(doc, fountain, ids),
    }),
  )

const write = (doc: Y.Doc, fountain: Fountain, ids: Ids): void => {
  if (kindOf(doc) === null) createDocument(doc, 'screenplay')
  edit(doc, origins.scaffold, () => {
    setTitlePage(doc, fountain.titlePage, ids)
    createScript(doc, fountain.blocks, ids)
    writeForm(doc, fountain.form)
  })
}
