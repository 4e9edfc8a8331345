import { readScriptFountain } from '@coldopen/core/fountain'
import { readProject } from '@coldopen/core/project'
import type { ColdopenClient, DocumentSession, ProjectRow } from '@coldopen/sync/client'
import { encodeStateAsUpdate } from 'yjs'
import { detailOf, errorText } from '../message/errorText.ts'

/** One document of a backup: its full state, and the script as text for people. */
export interface SavedDocument {
  readonly document: string
  readonly project: string
  readonly kind: DocumentSession['kind']
  /** The whole document as one Yjs update (V1), base64. */
  readonly state: string
  /** A screenplay in Fountain. */
  readonly fountain?: string
}

/** A file with work taken out of the app: `format` and `version` say how to read it. */
export interface Backup {
  readonly format: 'coldopen-backup'
  readonly version: 1
  readonly at: string
  readonly projects: readonly { readonly id: string; readonly title: string }[]
  readonly documents: readonly SavedDocument[]
  /** Documents that could not be opened, and why. */
  readonly missing: readonly { readonly document: string; readonly why: string }[]
}

const chunk = 32_768

const base64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}

const saved = ({ id, project, kind, doc }: DocumentSession): SavedDocument => ({
  document: id,
  project,
  kind,
  state: base64(encodeStateAsUpdate(doc)),
  ...(kind === 'screenplay' ? { fountain: readScriptFountain(doc) } : {}),
})

/**
 * Gathers every document of the given projects from this device, removed scenes included, and what is in memory only
 * because the device refused to save it. Never stops at a bad one.
 */
export const makeBackup = async (
  client: ColdopenClient,
  rows: readonly Pick<ProjectRow, 'id' | 'title' | 'screenplay'>[],
  at: string,
): Promise<Backup> => {
  const documents: SavedDocument[] = []
  const missing: { document: string; why: string }[] = []
  const take = async (document: string): Promise<readonly string[]> => {
    try {
      const session = await client.documents.open(document)
      documents.push(saved(session))
      const inside = session.kind === 'project' ? readProject(session.doc) : null
      await session.close()
      return inside === null
        ? []
        : [...inside.screenplays, ...inside.cards].map((entry) => entry.document)
    } catch (error) {
      missing.push({ document, why: detailOf(error) || errorText(error).what })
      return []
    }
  }
  const refused = [...client.device.get().refused]
  for (const { id, screenplay } of rows) {
    const listed = await take(id)
    const unsaved = refused.flatMap(([document, project]) => (project === id ? [document] : []))
    const inside = new Set([...listed, ...(screenplay === null ? [] : [screenplay]), ...unsaved])
    inside.delete(id)
    for (const document of inside) await take(document)
  }
  const projects = rows.map(({ id, title }) => ({ id, title }))
  return { format: 'coldopen-backup', version: 1, at, projects, documents, missing }
}
