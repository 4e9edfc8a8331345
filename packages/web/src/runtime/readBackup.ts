import { canEdit, kindOf } from '@coldopen/core/document'
import * as Y from 'yjs'
import type { Backup, SavedDocument } from './backup.ts'

const mostDocuments = 20_000

const isText = (value: unknown): value is string => typeof value === 'string'

const fields = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : {}

const isSaved = (value: unknown): value is SavedDocument => {
  const { document, project, kind, state, fountain } = fields(value)
  return (
    [document, project, kind, state].every(isText) && (fountain === undefined || isText(fountain))
  )
}

const isNamed = (value: unknown): value is Backup['projects'][number] =>
  isText(fields(value)['id']) && isText(fields(value)['title'])

/** Reads a backup out of a file's text; `null` when the text is anything else. */
export const readBackup = (text: string): Pick<Backup, 'at' | 'projects' | 'documents'> | null => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const { format, version, at, projects, documents } = fields(value)
  if (format !== 'coldopen-backup' || version !== 1 || !isText(at)) return null
  if (!Array.isArray(projects) || !Array.isArray(documents)) return null
  if (documents.length > mostDocuments) return null
  return { at, projects: projects.filter(isNamed), documents: documents.filter(isSaved) }
}

/** The document a backup holds; `null` when it is damaged, of another kind, or of a newer version than this program. */
export const documentOf = ({ kind, state }: SavedDocument): Y.Doc | null => {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(
      doc,
      Uint8Array.from(atob(state), (character) => character.charCodeAt(0)),
    )
  } catch {
    return null
  }
  return kindOf(doc) === kind && canEdit(doc) ? doc : null
}
