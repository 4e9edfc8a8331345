import { Result } from 'effect'
import type * as Y from 'yjs'
import { createDocument } from '../../document/CreateDocument.ts'
import { edit } from '../../document/Edit.ts'
import { kindOf } from '../../document/Meta.ts'
import { origins } from '../../document/Origin.ts'
import type { Ids } from '../../id/Ids.ts'
import { readProductionScript } from '../../screenplay/ProductionScript.ts'
import { createScript } from '../../screenplay/CreateScript.ts'
import { readTitlePage, setTitlePage } from '../../screenplay/TitlePage.ts'
import { titleLine } from '../fountain/TitlePage.ts'
import type { FdxError } from './FdxError.ts'
import { readFdxForm, writeFdxForm } from './FdxFormMap.ts'
import type { FdxProblem, FdxScript } from './FdxScript.ts'
import { readFdxBytes } from './ReadFdx.ts'
import { writeFdx } from './WriteFdx.ts'

/** A Final Draft file ready to become a screenplay document. */
export interface FdxImport {
  /** The title page's title on one line; the fallback when there is none. */
  readonly title: string
  readonly problems: readonly FdxProblem[]
  /** Writes title page and script into a document that has none; an empty one becomes a screenplay. */
  write(doc: Y.Doc): void
}

/** Reads a Final Draft file for import. */
export const importFdx = (
  source: Uint8Array,
  ids: Ids,
  fallbackTitle = 'Untitled',
): Result.Result<FdxImport, FdxError> =>
  Result.map(readFdxBytes(source), (script) => ({
    title: titleLine(script.titlePage) || fallbackTitle,
    problems: script.problems,
    write: (doc) => write(doc, script, ids),
  }))

const write = (doc: Y.Doc, { titlePage, blocks, form }: FdxScript, ids: Ids): void => {
  if (kindOf(doc) === null) createDocument(doc, 'screenplay')
  edit(doc, origins.scaffold, () => {
    setTitlePage(doc, titlePage, ids)
    createScript(doc, blocks, ids)
    if (form !== null) writeFdxForm(doc, form)
  })
}

/**
 * A screenplay document as a Final Draft file. An import that nobody edited gives its file back, byte for byte; one that
 * was edited keeps everything Final Draft had in it but the paragraphs that changed.
 */
export const readScriptFdx = (doc: Y.Doc): string =>
  writeFdx({
    titlePage: readTitlePage(doc),
    blocks: readProductionScript(doc).map(({ kind, runs, attrs }) => ({ kind, text: runs, attrs })),
    form: readFdxForm(doc),
  })
