import type * as Y from 'yjs'
import type { OpenDocument } from '../session/OpenDocument.ts'
import type { DocumentRecord } from '../store/Tables.ts'
import type { LibraryLines } from './LibraryLines.ts'
import { readLibraryLine, readSceneLine } from './ReadLines.ts'

/** A script that is being written moves its project up the library at most this often, in milliseconds. */
const bumpEvery = 10_000

interface Followed {
  readonly document: string
  readonly record: DocumentRecord
  readonly open: OpenDocument
  readonly now: () => number
  /** The library's rows changed. */
  readonly changed: () => void
}

/** Keeps the library's rows in step with an open document, for local and received changes alike. */
export const followDocument = (lines: LibraryLines, followed: Followed): void => {
  const { document, record, open, now, changed } = followed
  const { doc } = open.replica
  const { project, createdAt } = record
  const read = (at: string): void => {
    if (record.kind === 'project') {
      const updatedAt = latest(lines.projects.get(document)?.updatedAt, at)
      lines.setProject(document, readLibraryLine(doc, createdAt, updatedAt))
    } else lines.setScene(document, readSceneLine(doc, project))
    changed()
  }
  const isRow = record.kind === 'project' || record.kind === 'scene'
  const isRead = lines.projects.has(document) || lines.scenes.has(document)
  const committedAt = (): string => open.replica.changedAt ?? createdAt
  if (isRow && !isRead && doc.store.clients.size > 0) read(committedAt())
  let bumped = 0
  const bump = (): void => {
    const line = lines.projects.get(project)
    if (line === undefined || now() - bumped < bumpEvery) return
    bumped = now()
    lines.setProject(project, { ...line, updatedAt: new Date(bumped).toISOString() })
    changed()
  }
  doc.on(
    'update',
    (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (isRow) read(local ? new Date(now()).toISOString() : committedAt())
      if (local && record.kind !== 'project') bump()
    },
  )
}

const latest = (before: string | undefined, at: string): string =>
  before !== undefined && Date.parse(before) > Date.parse(at) ? before : at
