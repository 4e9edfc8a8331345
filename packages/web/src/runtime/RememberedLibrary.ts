import type { ProjectRow } from '@coldopen/sync/client'

const storageKey = 'coldopen.library'
const version = 1
/** More rows than this are not remembered: they would come after the first screen anyway. */
const mostRows = 300

const isRow = (value: unknown): value is ProjectRow => {
  if (typeof value !== 'object' || value === null) return false
  const row = value as { [name: string]: unknown }
  return (
    typeof row['id'] === 'string' &&
    typeof row['title'] === 'string' &&
    typeof row['archived'] === 'boolean' &&
    typeof row['sceneCount'] === 'number' &&
    typeof row['updatedAt'] === 'string'
  )
}

/** The rows of the library as they were when last seen, drawn until the engine has opened its store; never synced. */
export const rememberedLibrary = (storage: Pick<Storage, 'getItem'>): readonly ProjectRow[] => {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('rows' in kept))
      return []
    return kept.version === version && Array.isArray(kept.rows) ? kept.rows.filter(isRow) : []
  } catch {
    return []
  }
}

/** Keeps the rows for the next start. A full storage only costs that head start, so it forgets instead of failing. */
export const rememberLibrary = (
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  rows: readonly ProjectRow[],
): void => {
  try {
    storage.setItem(storageKey, JSON.stringify({ version, rows: rows.slice(0, mostRows) }))
  } catch {
    storage.removeItem(storageKey)
  }
}
