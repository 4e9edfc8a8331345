import { Result } from 'effect'
import type * as Y from 'yjs'
import { createDocument } from '../../document/CreateDocument.ts'
import { edit } from '../../document/Edit.ts'
import { kindOf } from '../../document/Meta.ts'
import { origins } from '../../document/Origin.ts'
import type { Ids } from '../../id/Ids.ts'
import { createScript } from '../../screenplay/CreateScript.ts'
import { setTitlePage } from '../../screenplay/TitlePage.ts'
import type { FountainError } from '../fountain/FountainError.ts'
import { decodeSource } from '../fountain/SourceText.ts'
import { titleLine } from '../fountain/TitlePage.ts'
import { isLayout, type LayoutScript, readLayout } from './ReadLayout.ts'

/** A laid-out text ready to become a screenplay document. */
export interface LayoutImport {
  readonly title: string
  /** Writes title page and script into a document that has none; an empty one becomes a screenplay. */
  write(doc: Y.Doc): void
}

/** Whether a file is a script laid out as on paper. One that is named Fountain is Fountain. */
export const isLayoutFile = (bytes: Uint8Array, name: string): boolean => {
  if (/\.(?:fountain|spmd)$/iu.test(name)) return false
  const source = decodeSource(bytes)
  return Result.isSuccess(source) && isLayout(source.success.text)
}

/** Reads a laid-out text file: UTF-8, or UTF-16 with a byte order mark. */
export const readLayoutBytes = (bytes: Uint8Array): Result.Result<LayoutScript, FountainError> =>
  Result.map(decodeSource(bytes), ({ text }) => readLayout(text))

export const importLayout = (
  bytes: Uint8Array,
  ids: Ids,
  fallbackTitle = 'Untitled',
): Result.Result<LayoutImport, FountainError> =>
  Result.map(readLayoutBytes(bytes), ({ titlePage, blocks }) => ({
    title: titleLine(titlePage) || fallbackTitle,
    write: (doc) => {
      if (kindOf(doc) === null) createDocument(doc, 'screenplay')
      edit(doc, origins.scaffold, () => {
        setTitlePage(doc, titlePage, ids)
        createScript(doc, blocks, ids)
      })
    },
  }))
