import { archiveProject, renameProject } from '@coldopen/core/project'
import { setTitlePage } from '@coldopen/core/screenplay'
import { Clock, Effect } from 'effect'
import type * as Y from 'yjs'
import type { Ids } from '../identity/Ids.ts'
import { Forbidden, type SyncError } from '../protocol/SyncError.ts'
import { followDocument } from '../readmodel/FollowDocuments.ts'
import { LibraryLines } from '../readmodel/LibraryLines.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { ImportedScript, Library, ProjectRow } from './Client.ts'
import { editQuietly } from './EditQuietly.ts'
import type { Engine } from './Engine.ts'
import { makeLibraryView } from './LibraryView.ts'
import { projectCopy } from './ProjectCopy.ts'
import { newProject, type ProjectContent } from './ProjectMaking.ts'
import { sampleContent } from './SampleContent.ts'

/** The projects of this account, from the local read model; its rows follow every open document. */
export const makeLibrary = Effect.fnUntraced(function* (
  engine: Engine,
): Effect.fn.Return<Library, DeviceCannotSave> {
  const { parts, book } = engine
  const lines = yield* LibraryLines.load(parts.store)
  const clock = yield* Clock.Clock
  lines.noLaterThan(new Date(clock.currentTimeMillisUnsafe()).toISOString())
  parts.store.onEmptied(() => lines.resave())
  const view = makeLibraryView(engine, lines)
  engine.onOpened((document, open) => {
    const record = book.get(document)
    if (record === null) return
    const now = () => clock.currentTimeMillisUnsafe()
    followDocument(lines, { document, record, open, now, changed: view.refresh })
  })

  const row = (project: string): Effect.Effect<ProjectRow, SyncError> =>
    Effect.suspend(() => {
      view.refreshNow()
      const found = view.projects.get().find(({ id }) => id === project)
      const detail = 'There is no such project for this account on this device.'
      return found === undefined ? Effect.fail(new Forbidden({ detail })) : Effect.succeed(found)
    })
  const change = (project: string, edit: (doc: Y.Doc) => void) =>
    engine.run(Effect.andThen(row(project), editQuietly(engine, project, edit)))
  const make = (content: Effect.Effect<ProjectContent, SyncError | DeviceCannotSave>) =>
    engine.run(
      content.pipe(
        Effect.flatMap((known) => newProject(engine, known)),
        Effect.flatMap(row),
      ),
    )
  return {
    projects: view.projects,
    create: ({ title, script }) =>
      make(
        Effect.succeed({ title, scripts: [script ?? titlePageOnly(title, parts.ids)], scenes: [] }),
      ),
    rename: (project, title) => change(project, (doc) => renameProject(doc, title)),
    archive: (project, archived) => change(project, (doc) => archiveProject(doc, archived)),
    duplicate: (project) =>
      make(
        Effect.flatMap(row(project), ({ title }) =>
          projectCopy(engine, project, `${title} (copy)`),
        ),
      ),
    importSample: () => make(sampleContent(parts.ids)),
  }
})

/** A script with nothing but its title. */
const titlePageOnly = (title: string, ids: Ids): Pick<ImportedScript, 'write'> => ({
  write: (doc) => setTitlePage(doc, [{ key: 'Title', text: title }], ids),
})
