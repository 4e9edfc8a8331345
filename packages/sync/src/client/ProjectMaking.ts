import { addCard, addScreenplay, createProject, openProject } from '@coldopen/core/project'
import { createSceneCard, type SceneCard } from '@coldopen/core/scene'
import { Clock, Effect } from 'effect'
import type * as Y from 'yjs'
import type { DocumentKind } from '../protocol/Event.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import { makeDocument } from '../session/DocumentMaking.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { ImportedScript } from './Client.ts'
import { editQuietly } from './EditQuietly.ts'
import type { Engine } from './Engine.ts'

/** What a new project holds from its birth. */
export interface ProjectContent {
  readonly title: string
  readonly scripts: readonly Pick<ImportedScript, 'write'>[]
  readonly scenes: readonly Partial<SceneCard>[]
}

/**
 * Makes a project with its documents on this device and returns its id. The project comes first, since its documents
 * are made in it; it names them once they are there.
 */
export const newProject = Effect.fnUntraced(function* (
  engine: Engine,
  { title, scripts, scenes }: ProjectContent,
): Effect.fn.Return<string, SyncError | DeviceCannotSave> {
  const { ids } = engine.parts
  const project = ids.uuid()
  const createdAt = new Date(yield* Clock.currentTimeMillis).toISOString()
  const make = (document: string, kind: DocumentKind, init: (doc: Y.Doc) => void) => {
    const owner = engine.account.get()?.id ?? null
    const { book, pool } = engine
    const making = makeDocument(book, pool, { document, project, kind, owner, init }, false)
    return Effect.as(
      Effect.flatMap(making, (open) => pool.release(open)),
      document,
    )
  }
  yield* make(project, 'project', (doc) => createProject(doc, { title, createdAt }))
  const screenplays = yield* Effect.forEach(scripts, ({ write }) =>
    make(ids.uuid(), 'screenplay', write),
  )
  const cards = yield* Effect.forEach(scenes, (card) =>
    make(ids.uuid(), 'scene', (doc) => createSceneCard(doc, card, ids)),
  )
  yield* editQuietly(engine, project, (doc) => {
    const open = openProject({ doc, ids })
    for (const screenplay of screenplays) addScreenplay(open, screenplay)
    for (const card of cards) addCard(open, card)
  })
  return project
})
