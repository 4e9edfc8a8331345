import { addCard, addScreenplay, openProject, readProject } from '@coldopen/core/project'
import { Effect } from 'effect'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { ProjectRow } from './Client.ts'
import { editQuietly } from './EditQuietly.ts'
import type { Engine } from './Engine.ts'

const mayWrite = ({ role }: ProjectRow): boolean => role === 'owner' || role === 'editor'

/**
 * Lists documents that a project without a screenplay does not name: a making that was interrupted after they were on
 * disk. A document that was taken off its project is named there still, and stays off.
 */
export const listStrays = Effect.fnUntraced(function* (
  engine: Engine,
  rows: readonly ProjectRow[],
): Effect.fn.Return<void, SyncError | DeviceCannotSave> {
  const { book, parts } = engine
  const empty = rows.filter((row) => row.screenplay === null && mayWrite(row))
  for (const { id } of empty) {
    const own = [...book.entries()].filter(([, record]) => record.project === id)
    if (own.every(([, { kind }]) => kind !== 'screenplay')) continue
    yield* editQuietly(engine, id, (doc) => {
      const { screenplays, cards } = readProject(doc)
      const named = new Set([...screenplays, ...cards].map(({ document }) => document))
      const project = openProject({ doc, ids: parts.ids })
      for (const [document, { kind }] of own) {
        if (named.has(document)) continue
        if (kind === 'screenplay') addScreenplay(project, document)
        else if (kind === 'scene') addCard(project, document)
      }
    })
  }
})
