import { importFountain } from '@coldopen/core/fountain'
import {
  addCard,
  addScreenplay,
  openProject,
  type ProjectModel,
  readProject,
  removeCard,
  removeScreenplay,
} from '@coldopen/core/project'
import { editSceneCard, readSceneCard } from '@coldopen/core/scene'
import { type ColdopenClient, type ProjectRow, randomIds } from '@coldopen/sync/client'
import type * as Y from 'yjs'
import type { Backup, SavedDocument } from './backup.ts'
import { copyDocument } from './copyDocument.ts'
import { documentOf } from './readBackup.ts'

/** A project that is back, and how many of its documents could not be read. */
export interface Restored {
  readonly row: ProjectRow
  readonly lost: number
}

interface Part {
  readonly old: string
  readonly kind: 'screenplay' | 'scene'
  readonly hidden: boolean
  readonly write: (doc: Y.Doc) => void
}

/** How a saved document is written anew; a script whose state is damaged comes from its text. */
const writerOf = (saved: SavedDocument): Part['write'] | null => {
  const doc = documentOf(saved)
  if (doc !== null) return (to) => copyDocument(doc, to)
  if (saved.fountain === undefined) return null
  const read = importFountain(new TextEncoder().encode(saved.fountain), randomIds, '')
  return read._tag === 'Success' ? read.success.write : null
}

/** What the project's own document says; `null` when the backup does not hold it whole. */
const modelOf = (documents: readonly SavedDocument[]): ProjectModel | null => {
  const own = documents.find(({ kind }) => kind === 'project')
  const doc = own === undefined ? null : documentOf(own)
  return doc === null ? null : readProject(doc)
}

/** The documents of a project in the order of its shelves; what no shelf names comes last. */
const partsOf = (
  model: ProjectModel | null,
  documents: readonly SavedDocument[],
): readonly Part[] => {
  const shelves = [...(model?.screenplays ?? []), ...(model?.cards ?? [])]
  const place = new Map(shelves.map(({ document }, at) => [document, at]))
  const at = ({ document }: SavedDocument) => place.get(document) ?? shelves.length
  const hidden = new Set(shelves.flatMap((entry) => (entry.hidden ? [entry.document] : [])))
  return documents
    .toSorted((a, b) => at(a) - at(b))
    .flatMap((saved) => {
      const { kind, document: old } = saved
      const write = writerOf(saved)
      if (write === null || (kind !== 'screenplay' && kind !== 'scene')) return []
      return [{ old, kind, hidden: hidden.has(old), write }]
    })
}

const restoreProject = async (
  client: ColdopenClient,
  title: string,
  documents: readonly SavedDocument[],
  at: string,
): Promise<Restored> => {
  const model = modelOf(documents)
  const parts = partsOf(model, documents)
  const first = parts.find(({ kind, hidden }) => kind === 'screenplay' && !hidden)
  const script = first === undefined ? {} : { script: { title, write: first.write } }
  const row = await client.library.create({ title, ...script })
  const now = new Map(
    first === undefined || row.screenplay === null ? [] : [[first.old, row.screenplay]],
  )
  for (const { old, kind, write } of parts) {
    if (now.has(old)) continue
    const init = (doc: Y.Doc) => {
      write(doc)
      const from = kind === 'scene' ? readSceneCard(doc).from : null
      const screenplay = from === null ? undefined : now.get(from.screenplay)
      if (from !== null && screenplay !== undefined)
        editSceneCard(doc, { from: { ...from, screenplay } }, randomIds)
    }
    const session = await client.documents.create({ project: row.id, kind, init })
    now.set(old, session.id)
    await session.close()
  }
  const session = await client.documents.open(row.id)
  const project = openProject({ doc: session.doc, ids: randomIds })
  for (const { old, kind, hidden } of parts) {
    const document = now.get(old)
    if (document === undefined || document === row.screenplay) continue
    const [add, remove] =
      kind === 'scene' ? [addCard, removeCard] : [addScreenplay, removeScreenplay]
    add(project, document)
    if (hidden) remove(project, document, at)
  }
  await session.close()
  if (model?.archived === true) await client.library.archive(row.id, true)
  const wanted = documents.filter(({ kind }) => kind !== 'project').length
  return { row, lost: wanted - parts.length }
}

/** One project of a backup, to be brought back. `run` rejects with the engine's error. */
export interface Restoring {
  readonly title: string
  readonly run: () => Promise<Restored>
}

/**
 * Every project of a backup, to come back as a new one beside what is there: nothing that exists is touched. A title that
 * is taken gets "(restored)".
 */
export const restoreBackup = (
  client: ColdopenClient,
  backup: Pick<Backup, 'at' | 'projects' | 'documents'>,
): readonly Restoring[] => {
  const taken = new Set(client.library.projects.get().map(({ title }) => title))
  return backup.projects.flatMap(({ id, title }) => {
    const documents = backup.documents.filter(({ project }) => project === id)
    const name = taken.has(title) ? `${title} (restored)` : title
    const run = () => restoreProject(client, name, documents, backup.at)
    return documents.length === 0 ? [] : [{ title, run }]
  })
}
