import type { LibraryLines } from '../readmodel/LibraryLines.ts'
import { worstStatus } from '../readmodel/LibraryStatus.ts'
import { makeCell } from './Cell.ts'
import type { ProjectRow, Readable, SyncStatus } from './Client.ts'
import type { Engine } from './Engine.ts'

export interface LibraryView {
  readonly projects: Readable<readonly ProjectRow[]>
  /** Makes the list anew at the end of this microtask. */
  readonly refresh: () => void
  readonly refreshNow: () => void
}

/** The list of projects, made anew whenever a row, a record, a sync state or the account changed. */
export const makeLibraryView = (engine: Engine, lines: LibraryLines): LibraryView => {
  const { book, states, account } = engine
  const read = (): ProjectRow[] => {
    const owner = account.get()?.id ?? null
    const statuses = new Map<string, SyncStatus[]>()
    for (const [document, { project }] of book.entries()) {
      const known = statuses.get(project) ?? []
      statuses.set(project, [...known, states.get(document).get().status])
    }
    const rows: ProjectRow[] = []
    for (const [id, record] of book.entries()) {
      const line = record.kind === 'project' ? lines.projects.get(id) : undefined
      if (line === undefined || record.owner !== owner) continue
      const { cards, ...shown } = line
      rows.push({
        ...shown,
        id,
        role: record.role,
        sceneCount: cards.length,
        totalDuration: cards.reduce(
          (sum, card) => sum + (lines.scenes.get(card)?.duration ?? 0),
          0,
        ),
        status: worstStatus(statuses.get(id) ?? []),
      })
    }
    return rows.sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt))
  }
  const projects = makeCell<readonly ProjectRow[]>(read(), sameRows)
  let due = false
  const refreshNow = (): void => projects.set(read())
  const refresh = (): void => {
    if (due) return
    due = true
    queueMicrotask(() => {
      due = false
      refreshNow()
    })
  }
  book.listen((document) => {
    states.rest(document)
    refresh()
  })
  states.listen(refresh)
  account.subscribe(refresh)
  return { projects, refresh, refreshNow }
}

const sameRows = (a: readonly ProjectRow[], b: readonly ProjectRow[]): boolean =>
  a.length === b.length && a.every((row, i) => sameRow(row, b[i]!))

const sameRow = (a: ProjectRow, b: ProjectRow): boolean =>
  (Object.keys(a) as (keyof ProjectRow)[]).every((column) => a[column] === b[column])
