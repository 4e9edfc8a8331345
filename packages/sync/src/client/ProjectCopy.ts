import { readProject, type ShelfEntry } from '@coldopen/core/project'
import { readSceneCard } from '@coldopen/core/scene'
import { createScript, readScript, readTitlePage, setTitlePage } from '@coldopen/core/screenplay'
import { Effect } from 'effect'
import type * as Y from 'yjs'
import type { Ids } from '../identity/Ids.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { ImportedScript } from './Client.ts'
import { editQuietly } from './EditQuietly.ts'
import type { Engine } from './Engine.ts'
import type { ProjectContent } from './ProjectMaking.ts'

/** What a copy of a project holds: its visible screenplays and scenes as they read now, under ids of their own. */
export const projectCopy = Effect.fnUntraced(function* (
  engine: Engine,
  project: string,
  title: string,
): Effect.fn.Return<ProjectContent, SyncError | DeviceCannotSave> {
  const read = <A>(document: string, use: (doc: Y.Doc) => A) => editQuietly(engine, document, use)
  const model = yield* read(project, readProject)
  return {
    title,
    scripts: yield* Effect.forEach(shown(model.screenplays), (screenplay) =>
      read(screenplay, (doc) => scriptCopy(doc, engine.parts.ids)),
    ),
    scenes: yield* Effect.forEach(shown(model.cards), (card) =>
      read(card, (doc) => ({ ...readSceneCard(doc), from: null })),
    ),
  }
})

const shown = (shelf: readonly ShelfEntry[]): string[] =>
  shelf.flatMap(({ document, hidden }) => (hidden ? [] : [document]))

const scriptCopy = (doc: Y.Doc, ids: Ids): Pick<ImportedScript, 'write'> => {
  const titlePage = readTitlePage(doc)
  const blocks = readScript(doc).map(({ kind, runs, attrs }) => ({ kind, text: runs, attrs }))
  return {
    write: (copy) => {
      setTitlePage(copy, titlePage, ids)
      createScript(copy, blocks, ids)
    },
  }
}
